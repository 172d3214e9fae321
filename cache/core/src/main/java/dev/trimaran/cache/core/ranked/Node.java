package dev.trimaran.cache.core.ranked;

import dev.trimaran.cache.core.packed.View;

/** A part of the tree. */
abstract sealed class Node permits Leaf, Inner {

  final Tally tally;

  Node(Tally tally) {
    this.tally = tally;
  }

  /** What it holds in bytes, its children included, by counting. */
  abstract long bytes();

  /** How many elements. */
  abstract int size();

  /** Adds an element that is not there; answers whether it has become the last. */
  abstract boolean insert(double score, View member);

  /** Removes the element that the bound is before; answers whether it was there. */
  abstract boolean remove(Bound bound);

  /** How many elements lie before a bound. */
  abstract int countBefore(Bound bound);

  /** Whether it is to be split. */
  abstract boolean isFull();

  /** Whether it may be joined with the node after it, of the same height. */
  abstract boolean fitsWith(Node next);

  /**
   * Gives the second half of its elements to a new node after it.
   *
   * @param atEnd elements come in ascending order: only the last is given away
   */
  abstract Node split(boolean atEnd);

  /** Takes all elements of the node after it, which is to be forgotten. */
  abstract void absorb(Node next);

  /** It is to be forgotten: empty, or absorbed. */
  abstract void release();

  /** The leaf of its first element. */
  abstract Leaf firstLeaf();

  /** The leaf of its last element. */
  abstract Leaf lastLeaf();
}
