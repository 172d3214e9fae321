package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;

/** The bytes held by all databases, kept as they are taken and given back. */
final class Ledger {

  private long bytes;

  long bytes() {
    return bytes;
  }

  void add(long delta) {
    bytes += delta;
    Checks.that(bytes >= 0, "no more is given back than was taken", bytes, delta);
  }
}
