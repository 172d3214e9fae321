package dev.trimaran.raft.node.wal;

/**
 * Entries that follow each other in a segment, from a mark to before the next one.
 *
 * @param last the last of them
 */
record Stretch(Mark mark, long last) {}
