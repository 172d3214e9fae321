package dev.trimaran.cache.core.store;

import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.ValueType;

/** A collection that is only a weight. */
final class FakeDatum implements Datum {

  private long bytes;

  FakeDatum(long bytes) {
    this.bytes = bytes;
  }

  void weigh(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public ValueType type() {
    return ValueType.SET;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String encoding() {
    return "fake";
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public Datum copy() {
    return new FakeDatum(bytes);
  }
}
