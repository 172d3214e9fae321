/**
 * The replicated event store on one node: the machine over the Raft log, its index and checkpoint
 * on disk, readers, subscriptions, and KurrentDB's gRPC services on top.
 */
@NullMarked
package dev.trimaran.events.node;

import org.jspecify.annotations.NullMarked;
