package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.kv.machine.KvReader;
import dev.trimaran.raft.node.RaftNode;

/**
 * What every service is made of.
 *
 * @param node of the group
 * @param reader of what it has applied
 * @param headers of the replies
 * @param proposals replicates commands
 * @param limits of the API
 */
record Services(
    RaftNode node, KvReader reader, Headers headers, Proposals proposals, ApiLimits limits) {}
