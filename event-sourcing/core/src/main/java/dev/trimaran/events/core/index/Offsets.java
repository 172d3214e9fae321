package dev.trimaran.events.core.index;

import java.util.Arrays;

/** Ascending places of events within a segment: 16 bits each, in an array that grows. */
final class Offsets {

  private final int number;
  private char[] values;
  private int size;

  /**
   * @param number by which a journal tells whose they are
   */
  Offsets(int number) {
    this.number = number;
    this.values = new char[2];
  }

  int number() {
    return number;
  }

  void add(int offset) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = (char) offset;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  /** How many are below {@code offset}. */
  int rank(long offset) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
