package dev.trimaran.base;

/**
 * The identity of one node of a cluster: 64 bits, never zero, never reused for another node.
 *
 * @param value the id; printed in hexadecimal, as etcd prints member ids
 */
public record NodeId(long value) implements Comparable<NodeId> {

  public NodeId {
    Checks.argument(value != 0, "a node id is never zero");
  }

  @Override
  public int compareTo(NodeId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toHexString(value);
  }
}
