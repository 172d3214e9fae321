package dev.trimaran.raft.node.member;

import dev.trimaran.base.NodeId;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the file of members holds.
 *
 * @param storage number of this node's directory, drawn when that was new; never 0
 * @param standing of this node
 * @param known directories of the others, as far as this node has heard of them
 */
public record MemberRecord(long storage, Standing standing, Map<NodeId, Long> known) {

  public MemberRecord {
    known = java.util.Collections.unmodifiableMap(new TreeMap<>(known));
  }

  /** This record with another standing. */
  public MemberRecord with(Standing newStanding) {
    return new MemberRecord(storage, newStanding, known);
  }

  /** This record with the directory of another node. */
  public MemberRecord with(NodeId node, long itsStorage) {
    Map<NodeId, Long> more = new TreeMap<>(known);
    more.put(node, itsStorage);
    return new MemberRecord(storage, standing, more);
  }
}
