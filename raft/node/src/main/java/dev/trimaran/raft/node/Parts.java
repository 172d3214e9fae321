package dev.trimaran.raft.node;

import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.model.PlantedBug;
import java.util.Set;

/** What the parts of one node share. */
record Parts(
    World world,
    RaftNodeConfig config,
    Set<PlantedBug> bugs,
    Inbox<Event> inbox,
    Proposals proposals,
    Reads reads) {}
