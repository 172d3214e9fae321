package dev.trimaran.cache.node.model;

/** When the append log is forced to disk ({@code appendfsync}). */
public enum SyncPolicy {
  /** Before a reply that tells of a change is sent. */
  ALWAYS,
  /** Once a second: a power failure loses up to about two. */
  EVERYSEC,
  /** When the operating system sees fit. */
  NO
}
