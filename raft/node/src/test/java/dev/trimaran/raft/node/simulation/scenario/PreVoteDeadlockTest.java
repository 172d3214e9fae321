package dev.trimaran.raft.node.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.cluster.Member;
import dev.trimaran.raft.node.simulation.cluster.Options;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Row 18: pre-votes deadlock (a node of a lower term, a leader that refuses its own), or reset the
 * timers of those who hear them.
 */
class PreVoteDeadlockTest {

  @Test
  void afterAllWereAloneALeaderIsFound() {
    Scenario.play(
        Options.calm(3),
        story -> {
          for (int round = 0; round < 3; round++) {
            story.leader();
            for (Member member : story.cluster.members()) {
              story.isolate(member);
              story.run(Duration.ofSeconds(4));
              story.heal();
              story.run(Duration.ofMillis(300));
            }
            story.cluster.members().forEach(story::isolate);
            story.run(Duration.ofSeconds(6));
            story.heal();
            story.put(story.leader(), 1);
          }
        });
  }

  @Test
  void aNodeThatHearsNobodyDisturbsNobody() {
    Scenario.play(
        Options.calm(3),
        story -> {
          Member leader = story.leader();
          Member deaf = story.others(leader).getFirst();
          long term = leader.view().term();
          for (Member other : story.others(deaf)) {
            story.simulation.network().cutOneWay(other.id(), deaf.id());
          }
          story.run(Duration.ofSeconds(30));
          assertThat(leader.view().role()).isEqualTo(Role.LEADER);
          assertThat(leader.view().term()).isEqualTo(term);
          story.put(leader, 1);
        });
  }
}
