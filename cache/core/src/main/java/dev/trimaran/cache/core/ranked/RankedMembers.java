package dev.trimaran.cache.core.ranked;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;
import org.jspecify.annotations.Nullable;

/**
 * Different members, each with a score that is a number, in the order of scores and then of bytes;
 * ranks are counted from 0. As long as one leaf holds all, there is no table.
 *
 * <p>Views that a call fills are valid until the next change.
 */
public final class RankedMembers {

  /** Meets members with their scores; the view is its own until the call returns. */
  @FunctionalInterface
  public interface Visitor {
    void visit(View member, double score);
  }

  private static final int OWN_BYTES = 6 * Bytes.OBJECT + 64;

  private final long seed;
  private final Tally tally = new Tally();
  private final Bound bound = new Bound();
  private final View value = new View();
  private final byte[] bits = new byte[Long.BYTES];
  private Node root = new Leaf(tally);
  private @Nullable PackedTable table;

  /**
   * Empty.
   *
   * @param seed of the hashes, unknown to those who choose the members
   */
  public RankedMembers(long seed) {
    this.seed = seed;
  }

  public int size() {
    return root.size();
  }

  /** Bytes held, this object included. */
  public long bytes() {
    return OWN_BYTES + tally.bytes + (table == null ? 0 : table.bytes());
  }

  /** The bytes of the tree's nodes, as they were tallied; for tests. */
  long treeBytes() {
    return tally.bytes;
  }

  /** The same by counting; for tests. */
  long recountTree() {
    return root.bytes();
  }

  /** The score of a member; not a number where there is none. */
  public double score(View member) {
    PackedTable large = table;
    if (large != null) {
      return large.find(member, value) ? readScore(value) : Double.NaN;
    }
    if (root instanceof Leaf leaf) {
      int index = leaf.find(member);
      return index < 0 ? Double.NaN : leaf.score(index);
    }
    return Double.NaN;
  }

  /** Gives a member a score; answers whether the member is new. */
  public boolean put(View member, double score) {
    return put(member, score(member), score);
  }

  /** The same for a member whose {@link #score} is known, not a number for one that is new. */
  public boolean put(View member, double before, double score) {
    Checks.that(!Double.isNaN(score), "a score is a number");
    boolean isNew = Double.isNaN(before);
    if (!isNew) {
      Checks.that(root.remove(bound.beforeElement(before, member)), "a member has a place");
      shrink();
    }
    insert(member, score);
    if (table != null) {
      table.put(member, writeScore(score));
    }
    return isNew;
  }

  /** Removes a member; answers whether it was there. */
  public boolean remove(View member) {
    double score = score(member);
    if (Double.isNaN(score)) {
      return false;
    }
    Checks.that(root.remove(bound.beforeElement(score, member)), "a member has a place");
    if (table != null) {
      table.remove(member);
    }
    shrink();
    return true;
  }

  private void insert(View member, double score) {
    boolean atEnd = root.insert(score, member);
    if (root.isFull()) {
      Node right = root.split(atEnd);
      root = new Inner(tally, root, right);
    }
    if (table == null && root instanceof Inner) {
      PackedTable made = new PackedTable(seed);
      forEach((each, its) -> made.put(each, writeScore(its)));
      table = made;
    }
  }

  private void shrink() {
    while (root instanceof Inner inner && inner.children() <= 1) {
      root = inner.children() == 1 ? inner.only() : emptied(inner);
    }
    if (root instanceof Leaf) {
      table = null;
    }
  }

  private Node emptied(Inner inner) {
    inner.release();
    return new Leaf(tally);
  }

  // Order.

  /** How many lie before a bound: the rank of the first after it. */
  public int countBefore(Bound place) {
    return root.countBefore(place);
  }

  /** The rank of a member that has this score. */
  public int rank(View member, double score) {
    return root.countBefore(bound.beforeElement(score, member));
  }

  /** From the member of that rank on, towards the last; nothing is changed meanwhile. */
  public Cursor ascending(int rank) {
    return new Cursor(rank, false);
  }

  /** From the member of that rank on, towards the first. */
  public Cursor descending(int rank) {
    return new Cursor(rank, true);
  }

  /** Goes through members in their order, or against it. */
  public final class Cursor {
    private final boolean reverse;
    private @Nullable Leaf leaf;
    private int index;
    private int[] offsets = new int[Leaf.MOST_ELEMENTS];
    private double score;

    private Cursor(int rank, boolean reverse) {
      this.reverse = reverse;
      if (rank < 0 || rank >= size()) {
        return;
      }
      Node at = root;
      int left = rank;
      while (at instanceof Inner inner) {
        int child = 0;
        while (left >= inner.sizeOf(child)) {
          left -= inner.sizeOf(child);
          child++;
        }
        at = inner.child(child);
      }
      enter(at instanceof Leaf found ? found : null);
      index = left;
    }

    private void enter(@Nullable Leaf next) {
      leaf = next;
      if (next == null) {
        return;
      }
      int count = next.size();
      if (count > offsets.length) {
        offsets = new int[count];
      }
      int at = 0;
      for (int i = 0; i < count; i++) {
        offsets[i] = at;
        at = next.members().next(at);
      }
      index = reverse ? count - 1 : 0;
    }

    /** Shows the next member; answers whether there is one. */
    public boolean next(View member) {
      Leaf here = leaf;
      if (here == null) {
        return false;
      }
      score = here.score(index);
      here.members().show(offsets[index], member);
      index += reverse ? -1 : 1;
      if (index < 0) {
        enter(here.previous);
      } else if (index == here.size()) {
        enter(here.next);
      }
      return true;
    }

    /** The score of the member shown last. */
    public double score() {
      return score;
    }
  }

  /** Visits all in their order. */
  public void forEach(Visitor visitor) {
    Cursor cursor = ascending(0);
    View member = new View();
    while (cursor.next(member)) {
      visitor.visit(member, cursor.score());
    }
  }

  /** As {@link PackedTable#scan}; what is in one leaf is met whole. */
  public long scan(long cursor, long count, Visitor visitor) {
    PackedTable large = table;
    if (large != null) {
      return large.scan(cursor, count, (member, its) -> visitor.visit(member, readScore(its)));
    }
    forEach(visitor);
    return 0;
  }

  /** Shows a member, each with the same chance; answers its score. There is one. */
  public double random(Randomness randomness, View member) {
    PackedTable large = table;
    if (large != null) {
      large.random(randomness, member, value);
      return readScore(value);
    }
    Cursor cursor = ascending(randomness.nextInt(size()));
    cursor.next(member);
    return cursor.score();
  }

  private View writeScore(double score) {
    long rest = Double.doubleToRawLongBits(score);
    for (int i = 0; i < Long.BYTES; i++) {
      bits[i] = (byte) rest;
      rest >>>= 8;
    }
    return value.of(bits, 0, Long.BYTES);
  }

  private static double readScore(View view) {
    long read = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      read = read << 8 | (view.array()[view.offset() + i] & 0xFF);
    }
    return Double.longBitsToDouble(read);
  }
}
