package dev.trimaran.cache.core.hyperloglog;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Raw;
import dev.trimaran.cache.core.model.Refused;
import java.util.Arrays;

/**
 * One HyperLogLog being worked on. A dense one is changed where it lies; a sparse one in an array
 * of this object, as it may grow, and is to be {@link #store stored} again. Reused.
 */
final class Sketch {

  static final int HEADER_BYTES = 16;
  static final int DENSE_BYTES = HEADER_BYTES + Registers.BYTES;

  private static final Refused INVALID =
      new Refused("WRONGTYPE Key is not a valid HyperLogLog string value.");
  private static final Refused CORRUPTED = new Refused("INVALIDOBJ Corrupted HLL object detected");
  private static final byte[] MAGIC = {'H', 'Y', 'L', 'L'};
  private static final int ENCODING = 4;
  private static final int CARDINALITY = 8;
  private static final long OUT_OF_DATE = Long.MIN_VALUE;
  private static final int LOOK_AHEAD = 5;

  /** A run is of one register at least, and of two bytes at most. */
  private static final int LONGEST_SPARSE = HEADER_BYTES + 2 * Registers.COUNT;

  private byte[] own = new byte[256];
  private byte[] array = own;
  private int offset;
  private int length;

  /** An empty one. */
  void clear() {
    Arrays.fill(own, 0, HEADER_BYTES, (byte) 0);
    System.arraycopy(MAGIC, 0, own, 0, MAGIC.length);
    own[ENCODING] = 1;
    array = own;
    offset = 0;
    length = Runs.putZeros(own, HEADER_BYTES, Registers.COUNT);
  }

  /** The one that a string is; refused where it is none. */
  void open(byte[] from, int start, int bytes) {
    boolean known =
        bytes >= HEADER_BYTES
            && Arrays.equals(from, start, start + MAGIC.length, MAGIC, 0, MAGIC.length)
            && (from[start + ENCODING] == 1
                || (from[start + ENCODING] == 0 && bytes == DENSE_BYTES));
    if (!known) {
      throw INVALID;
    }
    array = from;
    offset = start;
    length = bytes;
    if (!isDense()) {
      if (bytes > LONGEST_SPARSE) {
        throw CORRUPTED;
      }
      reserve(bytes);
      System.arraycopy(from, start, own, 0, bytes);
      array = own;
      offset = 0;
    }
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Makes the string that it was opened from what it is now. */
  void store(Keyspace keys, long place) {
    if (array != own) {
      keys.touch(place);
      return;
    }
    long at = keys.resize(place, length);
    System.arraycopy(own, 0, keys.array(at), keys.offset(at), length);
    keys.touch(at);
  }

  boolean isDense() {
    return array[offset + ENCODING] == 0;
  }

  // Cardinality.

  boolean knowsCardinality() {
    return Raw.getLong(array, offset + CARDINALITY) >= 0;
  }

  long cardinality() {
    return Raw.getLong(array, offset + CARDINALITY);
  }

  void cardinality(long known) {
    Raw.putLong(array, offset + CARDINALITY, known);
  }

  void forgetCardinality() {
    cardinality(cardinality() | OUT_OF_DATE);
  }

  /** The cardinality by the registers. */
  long estimate() {
    int[] histogram = new int[Estimate.VALUES];
    if (isDense()) {
      for (int i = 0; i < Registers.COUNT; i++) {
        histogram[Registers.get(array, offset + HEADER_BYTES, i)]++;
      }
      return Estimate.of(histogram);
    }
    int registers = 0;
    for (int at = HEADER_BYTES; at < length; at += Runs.bytes(array[at])) {
      int run = Runs.length(array, at, length);
      registers += run;
      histogram[Runs.value(array[at])] += run;
    }
    if (registers != Registers.COUNT) {
      throw CORRUPTED;
    }
    return Estimate.of(histogram);
  }

  /** Raises registers, one a byte, to those of this one. */
  void mergeInto(byte[] highest) {
    if (isDense()) {
      for (int i = 0; i < Registers.COUNT; i++) {
        highest[i] = (byte) Math.max(highest[i], Registers.get(array, offset + HEADER_BYTES, i));
      }
      return;
    }
    int register = 0;
    for (int at = HEADER_BYTES; at < length; at += Runs.bytes(array[at])) {
      int end = register + Runs.length(array, at, length);
      if (end > Registers.COUNT) {
        throw CORRUPTED;
      }
      int value = Runs.value(array[at]);
      for (; value > 0 && register < end; register++) {
        highest[register] = (byte) Math.max(highest[register], value);
      }
      register = end;
    }
    if (register != Registers.COUNT) {
      throw CORRUPTED;
    }
  }

  /** The runs of a sparse one: {@code z:} and {@code Z:length}, {@code v:value,length}. */
  String runs() {
    StringBuilder text = new StringBuilder();
    for (int at = HEADER_BYTES; at < length; at += Runs.bytes(array[at])) {
      int run = Runs.length(array, at, length);
      text.append(text.isEmpty() ? "" : " ");
      if (Runs.isValue(array[at])) {
        text.append("v:").append(Runs.value(array[at])).append(',').append(run);
      } else {
        text.append(Runs.isLong(array[at]) ? "Z:" : "z:").append(run);
      }
    }
    return text.toString();
  }

  // Changing.

  /** Adds an element; tells whether a register was raised. */
  boolean add(byte[] from, int start, int bytes, long sparseBytes) {
    long hash = Murmur.hash(from, start, bytes);
    return raise(Registers.index(hash), Registers.rank(hash), sparseBytes);
  }

  /** Raises a register to {@code value}; tells whether it was lower. */
  boolean raise(int register, int value, long sparseBytes) {
    if (isDense()) {
      return raiseDense(register, value);
    }
    if (value > Runs.HIGHEST_VALUE) {
      makeDense();
      return raiseDense(register, value);
    }
    return raiseSparse(register, value, sparseBytes);
  }

  private boolean raiseDense(int register, int value) {
    if (Registers.get(array, offset + HEADER_BYTES, register) >= value) {
      return false;
    }
    Registers.set(array, offset + HEADER_BYTES, register, value);
    return true;
  }

  /** As it is, in the encoding that has room for all. */
  void makeDense() {
    byte[] dense = new byte[DENSE_BYTES];
    int register = 0;
    for (int at = HEADER_BYTES; at < length; at += Runs.bytes(array[at])) {
      int end = register + Runs.length(array, at, length);
      if (end > Registers.COUNT) {
        throw CORRUPTED;
      }
      int value = Runs.value(array[at]);
      for (; value > 0 && register < end; register++) {
        Registers.set(dense, HEADER_BYTES, register, value);
      }
      register = end;
    }
    if (register != Registers.COUNT) {
      throw CORRUPTED;
    }
    System.arraycopy(array, 0, dense, 0, HEADER_BYTES);
    dense[ENCODING] = 0;
    own = dense;
    array = dense;
    length = DENSE_BYTES;
  }

  private boolean raiseSparse(int register, int value, long sparseBytes) {
    int first = 0;
    int before = HEADER_BYTES;
    int at = HEADER_BYTES;
    int run = 0;
    while (at < length) {
      run = Runs.length(array, at, length);
      if (register < first + run) {
        break;
      }
      first += run;
      before = at;
      at += Runs.bytes(array[at]);
    }
    if (at + Runs.bytes(array[Math.min(at, length - 1)]) > length) {
      throw CORRUPTED;
    }
    int old = Runs.value(array[at]);
    if (old >= value) {
      return false;
    }
    byte[] runs = new byte[5];
    int bytes = split(runs, old, register - first, first + run - 1 - register, value);
    int more = bytes - Runs.bytes(array[at]);
    if (more > 0 && length + more > sparseBytes) {
      makeDense();
      return raiseDense(register, value);
    }
    replace(at, bytes - more, runs, bytes);
    unite(before);
    forgetCardinality();
    return true;
  }

  /** A run with one register of it raised: what lies before it, itself, what lies behind it. */
  private static int split(byte[] into, int old, int left, int right, int value) {
    int at = 0;
    if (left > 0) {
      at = old == 0 ? Runs.putZeros(into, at, left) : Runs.putValue(into, at, old, left);
    }
    at = Runs.putValue(into, at, value, 1);
    if (right > 0) {
      at = old == 0 ? Runs.putZeros(into, at, right) : Runs.putValue(into, at, old, right);
    }
    return at;
  }

  private void replace(int at, int bytes, byte[] by, int newBytes) {
    int more = newBytes - bytes;
    reserve(length + Math.max(0, more));
    System.arraycopy(array, at + bytes, array, at + newBytes, length - at - bytes);
    System.arraycopy(by, 0, array, at, newBytes);
    length += more;
  }

  /** Makes one run of neighbours of the same value, among the few from {@code from} on. */
  private void unite(int from) {
    int at = from;
    for (int looked = 0; at < length && looked < LOOK_AHEAD; looked++) {
      boolean pair = Runs.isValue(array[at]) && at + 1 < length && Runs.isValue(array[at + 1]);
      if (pair && Runs.value(array[at]) == Runs.value(array[at + 1])) {
        int both = Runs.length(array, at, length) + Runs.length(array, at + 1, length);
        if (both <= Runs.LONGEST_VALUE) {
          Runs.putValue(array, at + 1, Runs.value(array[at]), both);
          System.arraycopy(array, at + 1, array, at, length - at - 1);
          length--;
          continue;
        }
      }
      at += Runs.bytes(array[at]);
    }
  }

  private void reserve(int bytes) {
    if (own.length < bytes) {
      boolean here = array == own;
      own = Arrays.copyOf(own, Math.max(bytes, 2 * own.length));
      array = here ? own : array;
    }
  }
}
