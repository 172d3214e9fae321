package dev.trimaran.simulation;

import java.util.Arrays;

/** The first events of a run, four longs each. */
final class Recording implements Trace.Listener {

  private static final int WIDTH = 4;
  private static final Trace.Kind[] KINDS = Trace.Kind.values();

  private final int limit;
  private long[] fields = new long[1024 * WIDTH];
  private int count;

  /**
   * @param limit how many events are kept
   */
  Recording(int limit) {
    this.limit = limit;
  }

  @Override
  public void happened(long atNanos, long node, Trace.Kind kind, long payload) {
    if (count == limit) {
      return;
    }
    int at = count++ * WIDTH;
    if (at == fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    fields[at] = atNanos;
    fields[at + 1] = node;
    fields[at + 2] = kind.ordinal();
    fields[at + 3] = payload;
  }

  /** The number of the first event that is not the same in {@code other}. */
  int firstDifference(Recording other) {
    int length = Math.min(count, other.count) * WIDTH;
    int at = Arrays.mismatch(fields, 0, length, other.fields, 0, length);
    return at < 0 ? length / WIDTH : at / WIDTH;
  }

  String describe(int event) {
    if (event >= count) {
      return count == limit ? "beyond what was kept" : "missing";
    }
    int at = event * WIDTH;
    return KINDS[(int) fields[at + 2]]
        + " of node "
        + Long.toHexString(fields[at + 1])
        + " at "
        + fields[at]
        + " ns (payload "
        + Long.toHexString(fields[at + 3])
        + ")";
  }
}
