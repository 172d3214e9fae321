package dev.trimaran.raft.core.model;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who takes part. In joint consensus (section 6) {@code outgoing} holds the old voters and every
 * decision needs a majority of both sets; otherwise it is empty.
 *
 * @param voters the voters (in joint consensus, the incoming ones); never empty
 * @param outgoing the old voters while joint, else empty
 * @param learners replicate but neither vote nor count
 */
public record Configuration(Set<NodeId> voters, Set<NodeId> outgoing, Set<NodeId> learners) {

  public Configuration {
    Checks.argument(!voters.isEmpty(), "a configuration has at least one voter");
    voters = java.util.Collections.unmodifiableSet(new TreeSet<>(voters));
    outgoing = java.util.Collections.unmodifiableSet(new TreeSet<>(outgoing));
    learners = java.util.Collections.unmodifiableSet(new TreeSet<>(learners));
  }

  /** A plain configuration of voters. */
  public static Configuration of(Set<NodeId> voters) {
    return new Configuration(voters, Set.of(), Set.of());
  }

  public boolean joint() {
    return !outgoing.isEmpty();
  }

  public boolean isVoter(NodeId node) {
    return voters.contains(node) || outgoing.contains(node);
  }

  /** Everyone the leader replicates to, itself included. */
  public Set<NodeId> members() {
    var all = new TreeSet<>(voters);
    all.addAll(outgoing);
    all.addAll(learners);
    return all;
  }
}
