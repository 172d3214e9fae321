package dev.trimaran.cache.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that name something (a key, a channel, a pattern, a prefix), as a key of our tables. */
public record Name(byte[] bytes) implements Comparable<Name> {

  /** A copy of one argument. */
  public static Name of(Arguments all, int index) {
    return new Name(all.copy(index));
  }

  /** A copy of what lies in an array. */
  public static Name of(byte[] array, int offset, int length) {
    return new Name(Arrays.copyOfRange(array, offset, offset + length));
  }

  /** Whether it begins with another one, or is it. */
  public boolean startsWith(Name other) {
    int length = other.bytes.length;
    return length <= bytes.length && Arrays.equals(bytes, 0, length, other.bytes, 0, length);
  }

  /** As text: UTF-8, what is none replaced. */
  public String text() {
    return new String(bytes, UTF_8);
  }

  /** By its bytes, unsigned. */
  @Override
  public int compareTo(Name other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
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
