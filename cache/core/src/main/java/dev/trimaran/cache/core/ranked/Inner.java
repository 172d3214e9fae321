package dev.trimaran.cache.core.ranked;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.View;
import java.util.Arrays;

/**
 * Children in their order. For each a lower bound of its elements, which was its first element when
 * it was split off, and how many it holds. The first child's lower bound is not asked for.
 */
final class Inner extends Node {

  private static final int MOST_CHILDREN = 64;
  private static final int FEW_CHILDREN = 32;
  private static final int ROOM = MOST_CHILDREN + 1;
  private static final int OWN_BYTES = Bytes.OBJECT + 24 + 4 * Bytes.ARRAY + ROOM * (4 + 8 + 4 + 4);
  private static final byte[] NONE = new byte[0];

  private final Node[] children = new Node[ROOM];
  private final double[] lowScores = new double[ROOM];
  private final byte[][] lowMembers = new byte[ROOM][];
  private final int[] sizes = new int[ROOM];
  private final View shown = new View();
  private int count;
  private int size;

  private Inner(Tally tally) {
    super(tally);
    tally.bytes += OWN_BYTES;
  }

  /** Above a node that was split. */
  Inner(Tally tally, Node left, Node right) {
    this(tally);
    add(0, left);
    add(1, right);
  }

  int children() {
    return count;
  }

  Node child(int index) {
    return children[index];
  }

  /** How many elements the child of that index holds. */
  int sizeOf(int index) {
    return sizes[index];
  }

  @Override
  long bytes() {
    long bytes = OWN_BYTES;
    for (int i = 0; i < count; i++) {
      bytes += Bytes.ARRAY + lowMembers[i].length + children[i].bytes();
    }
    return bytes;
  }

  @Override
  int size() {
    return size;
  }

  @Override
  boolean insert(double score, View member) {
    int index = count - 1;
    int low = 0;
    while (low < index) {
      int middle = (low + index + 1) >>> 1;
      if (isAtOrAfter(score, member, middle)) {
        low = middle;
      } else {
        index = middle - 1;
      }
    }
    Node child = children[index];
    boolean last = index == count - 1;
    boolean atEnd = child.insert(score, member);
    sizes[index]++;
    size++;
    if (child.isFull()) {
      Node right = child.split(atEnd);
      sizes[index] = child.size();
      size -= right.size();
      add(index + 1, right);
    }
    return atEnd && last;
  }

  private boolean isAtOrAfter(double score, View member, int index) {
    if (score != lowScores[index]) {
      return score > lowScores[index];
    }
    return Bytes.compare(member, shown.of(lowMembers[index])) >= 0;
  }

  @Override
  boolean remove(Bound bound) {
    int index = childOf(bound);
    Node child = children[index];
    if (!child.remove(bound)) {
      // The element may itself be a lower bound: then it is the first of the child after.
      if (index + 1 == count || !children[index + 1].remove(bound)) {
        return false;
      }
      index++;
      child = children[index];
    }
    sizes[index]--;
    size--;
    if (child.size() == 0) {
      child.release();
      drop(index);
    } else if (index + 1 < count && child.fitsWith(children[index + 1])) {
      join(index);
    } else if (index > 0 && children[index - 1].fitsWith(child)) {
      join(index - 1);
    }
    return true;
  }

  @Override
  int countBefore(Bound bound) {
    int index = childOf(bound);
    int before = 0;
    for (int i = 0; i < index; i++) {
      before += sizes[i];
    }
    return before + children[index].countBefore(bound);
  }

  /** The last child some elements of which may lie before the bound, or the first child. */
  private int childOf(Bound bound) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (bound.isAfter(lowScores[middle], shown.of(lowMembers[middle]))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  boolean isFull() {
    return count > MOST_CHILDREN;
  }

  @Override
  boolean fitsWith(Node next) {
    return next instanceof Inner inner && count + inner.count <= FEW_CHILDREN;
  }

  @Override
  Inner split(boolean atEnd) {
    Inner made = new Inner(tally);
    int kept = atEnd ? count - 1 : count / 2;
    made.take(this, kept, count);
    for (int i = kept; i < count; i++) {
      size -= sizes[i];
    }
    clear(kept, count);
    count = kept;
    return made;
  }

  @Override
  void absorb(Node next) {
    Checks.that(next instanceof Inner, "nodes of one height are of one kind");
    if (next instanceof Inner inner) {
      int first = count;
      take(inner, 0, inner.count);
      setLow(first);
    }
  }

  private void take(Inner from, int first, int end) {
    int more = end - first;
    System.arraycopy(from.children, first, children, count, more);
    System.arraycopy(from.lowScores, first, lowScores, count, more);
    System.arraycopy(from.lowMembers, first, lowMembers, count, more);
    System.arraycopy(from.sizes, first, sizes, count, more);
    for (int i = count; i < count + more; i++) {
      size += sizes[i];
    }
    count += more;
  }

  @Override
  void release() {
    tally.bytes -= OWN_BYTES;
  }

  /** The only child, which takes this node's place. */
  Node only() {
    Node child = children[0];
    drop(0);
    release();
    return child;
  }

  @Override
  Leaf firstLeaf() {
    return children[0].firstLeaf();
  }

  @Override
  Leaf lastLeaf() {
    return children[count - 1].lastLeaf();
  }

  private void add(int index, Node child) {
    int more = count - index;
    System.arraycopy(children, index, children, index + 1, more);
    System.arraycopy(lowScores, index, lowScores, index + 1, more);
    System.arraycopy(lowMembers, index, lowMembers, index + 1, more);
    System.arraycopy(sizes, index, sizes, index + 1, more);
    children[index] = child;
    lowMembers[index] = NONE;
    tally.bytes += Bytes.ARRAY;
    setLow(index);
    sizes[index] = child.size();
    size += child.size();
    count++;
  }

  /** Makes the first element of a child its lower bound. */
  private void setLow(int index) {
    Leaf first = children[index].firstLeaf();
    tally.bytes -= lowMembers[index].length;
    lowScores[index] = first.score(0);
    lowMembers[index] = first.members().show(0, shown).copy();
    tally.bytes += lowMembers[index].length;
  }

  private void join(int index) {
    Node right = children[index + 1];
    children[index].absorb(right);
    sizes[index] += sizes[index + 1];
    right.release();
    drop(index + 1);
  }

  private void drop(int index) {
    tally.bytes -= Bytes.ARRAY + lowMembers[index].length;
    int more = count - index - 1;
    System.arraycopy(children, index + 1, children, index, more);
    System.arraycopy(lowScores, index + 1, lowScores, index, more);
    System.arraycopy(lowMembers, index + 1, lowMembers, index, more);
    System.arraycopy(sizes, index + 1, sizes, index, more);
    count--;
    clear(count, count + 1);
  }

  /** Lets go of what lies there. */
  private void clear(int from, int end) {
    Arrays.fill(children, from, end, children[0]);
    Arrays.fill(lowMembers, from, end, NONE);
  }
}
