package dev.trimaran.cache.core.ranked;

import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.PackedList;
import dev.trimaran.cache.core.packed.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Elements in their order: the scores in one array, the members in another. */
final class Leaf extends Node {

  static final int MOST_ELEMENTS = 128;
  private static final int MOST_BYTES = 4096;
  private static final int FEW_ELEMENTS = 64;
  private static final int OWN_BYTES = Bytes.OBJECT + 24 + Bytes.ARRAY;
  private static final double[] NONE = new double[0];

  private double[] scores = NONE;
  private PackedList members = new PackedList();
  private final View shown = new View();
  @Nullable Leaf previous;
  @Nullable Leaf next;

  Leaf(Tally tally) {
    super(tally);
    tally.bytes += bytes();
  }

  @Override
  long bytes() {
    return OWN_BYTES + 8L * scores.length + members.bytes();
  }

  @Override
  int size() {
    return members.count();
  }

  double score(int index) {
    return scores[index];
  }

  PackedList members() {
    return members;
  }

  @Override
  boolean insert(double score, View member) {
    long before = bytes();
    int count = size();
    int index = lowest(score);
    int at = members.at(index);
    while (index < count
        && scores[index] == score
        && Bytes.compare(members.show(at, shown), member) < 0) {
      at = members.next(at);
      index++;
    }
    if (count == scores.length) {
      scores = Arrays.copyOf(scores, count + count / 4 + 1);
    }
    System.arraycopy(scores, index, scores, index + 1, count - index);
    scores[index] = score;
    members.insert(at, member);
    tally.bytes += bytes() - before;
    return index == count;
  }

  @Override
  boolean remove(Bound bound) {
    int index = countBefore(bound);
    int count = size();
    if (index == count) {
      return false;
    }
    int at = members.at(index);
    if (!bound.isOf(scores[index], members.show(at, shown))) {
      return false;
    }
    long before = bytes();
    members.remove(at, 1);
    System.arraycopy(scores, index + 1, scores, index, count - index - 1);
    if (scores.length > 8 && count < scores.length / 4) {
      scores = Arrays.copyOf(scores, scores.length / 2);
    }
    tally.bytes += bytes() - before;
    return true;
  }

  @Override
  int countBefore(Bound bound) {
    int count = size();
    int index = bound.hasScore() ? lowest(bound.score()) : 0;
    int at = members.at(index);
    while (index < count && bound.isAfter(scores[index], members.show(at, shown))) {
      at = members.next(at);
      index++;
    }
    return index;
  }

  /** The index of the first element whose score is not lower. */
  private int lowest(double score) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The index of a member, by looking at all; or -1. */
  int find(View member) {
    int at = 0;
    for (int index = 0; index < size(); index++) {
      if (members.show(at, shown).same(member)) {
        return index;
      }
      at = members.next(at);
    }
    return -1;
  }

  @Override
  boolean isFull() {
    return size() > MOST_ELEMENTS || size() > 1 && members.end() > MOST_BYTES;
  }

  @Override
  boolean fitsWith(Node other) {
    return other instanceof Leaf leaf
        && size() + leaf.size() <= FEW_ELEMENTS
        && (long) members.end() + leaf.members.end() <= MOST_BYTES / 2;
  }

  @Override
  Leaf split(boolean atEnd) {
    long before = bytes();
    int count = size();
    int kept = atEnd ? count - 1 : count / 2;
    Leaf made = new Leaf(tally);
    made.take(this, kept, count);
    Leaf left = new Leaf(tally);
    left.take(this, 0, kept);
    scores = left.scores;
    members = left.members;
    left.forget();
    tally.bytes += bytes() - before;
    made.previous = this;
    made.next = next;
    if (next != null) {
      next.previous = made;
    }
    next = made;
    return made;
  }

  @Override
  void absorb(Node other) {
    if (other instanceof Leaf leaf) {
      take(leaf, 0, leaf.size());
    }
  }

  /** Adds those elements of another leaf at the end. */
  private void take(Leaf from, int first, int end) {
    long before = bytes();
    int count = size();
    scores = Arrays.copyOf(scores, count + end - first);
    System.arraycopy(from.scores, first, scores, count, end - first);
    members.addAll(from.members, from.members.at(first), end - first);
    tally.bytes += bytes() - before;
  }

  @Override
  void release() {
    forget();
    if (previous != null) {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
  }

  private void forget() {
    tally.bytes -= bytes();
  }

  @Override
  Leaf firstLeaf() {
    return this;
  }

  @Override
  Leaf lastLeaf() {
    return this;
  }
}
