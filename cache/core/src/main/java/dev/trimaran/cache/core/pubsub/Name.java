package dev.trimaran.cache.core.pubsub;

import dev.trimaran.cache.core.model.Arguments;
import java.util.Arrays;

/** A channel's name, or a pattern, as a key of our tables. */
record Name(byte[] bytes) {

  static Name of(Arguments all, int index) {
    return new Name(all.copy(index));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && Arrays.equals(bytes, name.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
