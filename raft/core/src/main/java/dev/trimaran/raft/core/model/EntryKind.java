package dev.trimaran.raft.core.model;

/** What an entry carries. */
public enum EntryKind {
  /** Nothing: the entry a new leader appends to commit those of earlier terms (section 8). */
  NOOP,
  /** A command of the state machine. */
  COMMAND,
  /** A {@link Configuration}; takes effect when appended (section 6). */
  CONFIGURATION
}
