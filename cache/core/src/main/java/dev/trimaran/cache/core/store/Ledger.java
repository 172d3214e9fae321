package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;

/** The bytes held by all databases, kept as they are taken and given back. */
final class Ledger {

  private long bytes;
  private long peak;

  long bytes() {
    return bytes;
  }

  /** The most that were ever held. */
  long peak() {
    return peak;
  }

  void add(long delta) {
    bytes += delta;
    peak = Math.max(peak, bytes);
    Checks.that(bytes >= 0, "no more is given back than was taken", bytes, delta);
  }
}
