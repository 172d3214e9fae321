package dev.trimaran.cache.core.lease;

/** What has become of leases since the start, or since {@code CONFIG RESETSTAT}. */
public final class LeaseCounts {

  long granted;
  long filled;
  long released;
  long overtaken;
  long expired;
  long refused;

  LeaseCounts() {}

  /** Given out. */
  public long granted() {
    return granted;
  }

  /** Used to store a value. */
  public long filled() {
    return filled;
  }

  /** Given back. */
  public long released() {
    return released;
  }

  /** Ended by a change or removal of their key. */
  public long overtaken() {
    return overtaken;
  }

  /** Ended by time. */
  public long expired() {
    return expired;
  }

  /** Values that were not stored, since their lease was over. */
  public long refused() {
    return refused;
  }

  /** Begins to count anew. */
  public void reset() {
    granted = 0;
    filled = 0;
    released = 0;
    overtaken = 0;
    expired = 0;
    refused = 0;
  }
}
