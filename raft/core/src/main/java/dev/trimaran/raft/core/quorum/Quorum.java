package dev.trimaran.raft.core.quorum;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Decides for one configuration. While joint, every decision needs a majority of the incoming and a
 * majority of the outgoing voters (section 6). Learners never count.
 */
public final class Quorum {

  private final NodeId[] incoming;
  private final NodeId[] outgoing;
  private final long[] scratch;

  private Quorum(Configuration configuration) {
    incoming = configuration.voters().toArray(NodeId[]::new);
    outgoing = configuration.outgoing().toArray(NodeId[]::new);
    scratch = new long[Math.max(incoming.length, outgoing.length)];
  }

  public static Quorum of(Configuration configuration) {
    return new Quorum(configuration);
  }

  /** Whether this node alone is a quorum. */
  public boolean isOnly(NodeId node) {
    return incoming.length == 1
        && incoming[0].equals(node)
        && (outgoing.length == 0 || (outgoing.length == 1 && outgoing[0].equals(node)));
  }

  /** The largest index that a quorum has reached, given how far each voter is. */
  public long reachedIndex(ToLongFunction<NodeId> match) {
    long index = majorityIndex(incoming, match);
    return outgoing.length == 0 ? index : Math.min(index, majorityIndex(outgoing, match));
  }

  /** Whether those for which {@code holds} form a quorum. */
  public boolean reached(Predicate<NodeId> holds) {
    return majority(incoming, holds) && (outgoing.length == 0 || majority(outgoing, holds));
  }

  /** How an election stands, given the votes that arrived: true granted, false refused. */
  public VoteResult tally(Map<NodeId, Boolean> votes) {
    if (reached(voter -> Boolean.TRUE.equals(votes.get(voter)))) {
      return VoteResult.WON;
    }
    boolean possible = reached(voter -> !Boolean.FALSE.equals(votes.get(voter)));
    return possible ? VoteResult.PENDING : VoteResult.LOST;
  }

  private long majorityIndex(NodeId[] voters, ToLongFunction<NodeId> match) {
    for (int i = 0; i < voters.length; i++) {
      scratch[i] = match.applyAsLong(voters[i]);
    }
    Arrays.sort(scratch, 0, voters.length);
    return scratch[(voters.length - 1) / 2];
  }

  private static boolean majority(NodeId[] voters, Predicate<NodeId> holds) {
    int count = 0;
    for (NodeId voter : voters) {
      if (holds.test(voter)) {
        count++;
      }
    }
    return count > voters.length / 2;
  }
}
