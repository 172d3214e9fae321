/**
 * The replicated machine: commands in, results out. A command in the log is one byte that says its
 * kind, and the request of the API as it came from the client.
 */
@NullMarked
package dev.trimaran.raft.kv.machine;

import org.jspecify.annotations.NullMarked;
