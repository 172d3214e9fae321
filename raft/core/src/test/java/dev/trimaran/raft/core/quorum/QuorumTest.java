package dev.trimaran.raft.core.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {

  @ParameterizedTest
  @CsvSource({
    // voters, outgoing, match of node 1, 2, 3, ..., reached
    "1, '', 5, 5",
    "1 2, '', 5 3, 3",
    "1 2 3, '', 5 3 1, 3",
    "1 2 3 4, '', 5 4 3 1, 3",
    "1 2 3 4 5, '', 9 8 7 1 0, 7",
    "1 2 3, 3 4 5, 9 9 1 2 3, 2",
    "1 2 3, 1 2 3, 5 3 1, 3",
    "1, 2, 9 4, 4",
    "2 3, '', 9 1 1, 1",
  })
  void anIndexIsReachedByMajoritiesOfBothSets(
      String voters, String outgoing, String matches, long reached) {
    long[] match = Arrays.stream(matches.split(" ")).mapToLong(Long::parseLong).toArray();
    Quorum quorum = quorum(voters, outgoing);
    assertThat(quorum.reachedIndex(node -> match[(int) node.value() - 1])).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({
    // voters, outgoing, votes (y, n, - for none) of node 1, 2, 3, ..., result
    "1, '', y, WON",
    "1 2, '', y-, PENDING",
    "1 2, '', yn, LOST",
    "1 2 3, '', yy-, WON",
    "1 2 3, '', yn-, PENDING",
    "1 2 3, '', ynn, LOST",
    "1 2 3 4, '', yy--, PENDING",
    "1 2 3 4, '', yynn, LOST",
    "1 2 3, 3 4 5, yy---, PENDING",
    "1 2 3, 3 4 5, yy-yy, WON",
    "1 2 3, 3 4 5, yy-nn, LOST",
    "1 2, '', --yyy, PENDING",
  })
  void anElectionIsWonByMajoritiesOfBothSets(
      String voters, String outgoing, String votes, VoteResult result) {
    Map<NodeId, Boolean> cast = new HashMap<>();
    for (int i = 0; i < votes.length(); i++) {
      if (votes.charAt(i) != '-') {
        cast.put(new NodeId(i + 1), votes.charAt(i) == 'y');
      }
    }
    assertThat(quorum(voters, outgoing).tally(cast)).isEqualTo(result);
  }

  private static Quorum quorum(String voters, String outgoing) {
    return Quorum.of(new Configuration(nodes(voters), nodes(outgoing), Set.of(new NodeId(99))));
  }

  private static Set<NodeId> nodes(String list) {
    var nodes = new TreeSet<NodeId>();
    for (String id : list.split(" ")) {
      if (!id.isEmpty()) {
        nodes.add(new NodeId(Long.parseLong(id)));
      }
    }
    return nodes;
  }
}
