package dev.trimaran.raft.kv.watch;

import dev.trimaran.raft.kv.mvcc.KeySpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the watches whose range covers a key: a treap ordered by where ranges begin, each node
 * knowing how far any range below it reaches, so that a search leaves out what ends too early.
 */
final class SpanIndex {

  private static final class Node {
    final byte[] start;
    final byte[] end;
    final int priority;
    final List<Watch> watches = new ArrayList<>();
    byte[] reach;
    @Nullable Node left;
    @Nullable Node right;

    Node(KeySpan span) {
      this.start = span.key();
      this.end = Objects.requireNonNull(span.end());
      this.reach = end;
      this.priority = (Arrays.hashCode(start) * 31 + Arrays.hashCode(end)) * 0x9E3779B9;
    }

    void measure() {
      byte[] furthest = end;
      furthest = left == null ? furthest : further(furthest, left.reach);
      reach = right == null ? furthest : further(furthest, right.reach);
    }
  }

  private @Nullable Node root;

  void add(Watch watch) {
    root = insert(root, new Node(watch.spec.span()), watch);
  }

  void remove(Watch watch) {
    root = delete(root, new Node(watch.spec.span()), watch);
  }

  void covering(byte[] key, Consumer<Watch> found) {
    visit(root, key, found);
  }

  private static void visit(@Nullable Node node, byte[] key, Consumer<Watch> found) {
    if (node == null || !reaches(node.reach, key)) {
      return;
    }
    visit(node.left, key, found);
    if (Arrays.compareUnsigned(node.start, key) <= 0) {
      if (reaches(node.end, key)) {
        node.watches.forEach(found);
      }
      visit(node.right, key, found);
    }
  }

  private static boolean reaches(byte[] end, byte[] key) {
    return end.length == 0 || Arrays.compareUnsigned(key, end) < 0;
  }

  private static byte[] further(byte[] a, byte[] b) {
    return a.length == 0 || (b.length != 0 && Arrays.compareUnsigned(a, b) >= 0) ? a : b;
  }

  private static int order(Node a, Node b) {
    int byStart = Arrays.compareUnsigned(a.start, b.start);
    return byStart != 0 ? byStart : Arrays.compareUnsigned(a.end, b.end);
  }

  private static Node insert(@Nullable Node at, Node wanted, Watch watch) {
    if (at == null) {
      wanted.watches.add(watch);
      return wanted;
    }
    int order = order(wanted, at);
    Node top = at;
    if (order == 0) {
      at.watches.add(watch);
    } else if (order < 0) {
      Node left = insert(at.left, wanted, watch);
      at.left = left;
      top = left.priority > at.priority ? rotateRight(at, left) : at;
    } else {
      Node right = insert(at.right, wanted, watch);
      at.right = right;
      top = right.priority > at.priority ? rotateLeft(at, right) : at;
    }
    top.measure();
    return top;
  }

  private static @Nullable Node delete(@Nullable Node at, Node wanted, Watch watch) {
    if (at == null) {
      return null;
    }
    int order = order(wanted, at);
    if (order == 0) {
      at.watches.remove(watch);
      if (at.watches.isEmpty()) {
        return merge(at.left, at.right);
      }
    } else if (order < 0) {
      at.left = delete(at.left, wanted, watch);
    } else {
      at.right = delete(at.right, wanted, watch);
    }
    at.measure();
    return at;
  }

  private static @Nullable Node merge(@Nullable Node low, @Nullable Node high) {
    if (low == null || high == null) {
      return low == null ? high : low;
    }
    Node top;
    if (low.priority > high.priority) {
      low.right = merge(low.right, high);
      top = low;
    } else {
      high.left = merge(low, high.left);
      top = high;
    }
    top.measure();
    return top;
  }

  private static Node rotateRight(Node at, Node left) {
    at.left = left.right;
    left.right = at;
    at.measure();
    return left;
  }

  private static Node rotateLeft(Node at, Node right) {
    at.right = right.left;
    right.left = at;
    at.measure();
    return right;
  }
}
