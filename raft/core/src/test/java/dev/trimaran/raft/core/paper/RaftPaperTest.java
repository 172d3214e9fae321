package dev.trimaran.raft.core.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ongaro and Ousterhout (extended version): sections 5.1 and 5.2, and figure 2 beside them. */
class RaftPaperTest {

  @Nested
  @DisplayName("5.1 basics and figure 2, all servers")
  class Terms {

    @Test
    void aNodeStartsAsFollower() {
      assertThat(Bench.of(3).view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void termAndVoteSurviveARestart() {
      Bench bench = Bench.restored(new HardState(4, new NodeId(3)));
      assertThat(bench.view().term()).isEqualTo(4);
      bench.receive(2, new Message.VoteRequest(4, false, false, 9, 9));
      assertThat(bench.view().vote()).isEqualTo(new NodeId(3));
    }

    @Test
    void aLaterTermIsAdopted() {
      Bench bench = Bench.of(3);
      bench.receive(2, new Message.AppendResponse(7, false, 0, 0, 0, 0));
      assertThat(bench.view().term()).isEqualTo(7);
    }

    @Test
    void aLeaderWithAnEarlierTermBecomesFollower() {
      Bench bench = Bench.leader(3);
      bench.receive(3, new Message.AppendResponse(9, false, 0, 0, 0, 0));
      assertThat(bench.view().role()).isEqualTo(Role.FOLLOWER);
      assertThat(bench.view().term()).isEqualTo(9);
    }

    @Test
    void aCandidateWithAnEarlierTermBecomesFollower() {
      Bench bench = Bench.of(3);
      bench.stand();
      bench.receive(2, new Message.VoteResponse(9, false, false));
      assertThat(bench.view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void aRequestOfAnEarlierTermIsRefused() {
      Bench bench = Bench.restored(new HardState(5, null));
      List<Effect> effects = bench.append(4, 0, 0, 0, Bench.entry(1, 4));
      assertThat(Bench.sent(effects, Message.AppendResponse.class))
          .singleElement()
          .matches(answer -> !answer.success() && answer.term() == 5);
      assertThat(bench.view().lastIndex()).isZero();
    }
  }

  @Nested
  @DisplayName("5.2 leader election")
  class Elections {

    @Test
    void aFollowerStaysOneWhileItHearsALeader() {
      Bench bench = Bench.of(3);
      for (int i = 0; i < 50; i++) {
        bench.ticks(9);
        bench.append(1, 0, 0, 0);
      }
      assertThat(bench.view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void aLeaderSendsHeartbeatsToAll() {
      Bench bench = Bench.leader(3);
      bench.ticks(1);
      List<Effect> effects = bench.tick();
      assertThat(Bench.of(effects, Effect.Send.class))
          .extracting(Effect.Send::to)
          .contains(new NodeId(2), new NodeId(3));
    }

    @Test
    void withoutALeaderAFollowerStands() {
      Bench bench = Bench.of(3);
      bench.ticks(20);
      assertThat(bench.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    }

    @Test
    void aCandidateRaisesItsTermVotesForItselfAndAsksAll() {
      Bench bench = Bench.of(3);
      bench.stand();
      assertThat(bench.view().role()).isEqualTo(Role.CANDIDATE);
      assertThat(bench.view().term()).isEqualTo(1);
      assertThat(bench.view().vote()).isEqualTo(new NodeId(1));
      assertThat(bench.all(Effect.Send.class))
          .filteredOn(
              send -> send.message() instanceof Message.VoteRequest request && !request.pre())
          .extracting(Effect.Send::to)
          .containsExactly(new NodeId(2), new NodeId(3));
    }

    @ParameterizedTest
    @CsvSource({
      "1, '', LEADER",
      "3, '', CANDIDATE",
      "3, 'y', LEADER",
      "3, 'nn', FOLLOWER",
      "3, 'ny', LEADER",
      "5, 'y', CANDIDATE",
      "5, 'yy', LEADER",
      "5, 'nny', CANDIDATE",
      "5, 'nnn', FOLLOWER",
      "5, 'nyyn', LEADER",
    })
    void aMajorityOfVotesWins(int size, String votes, Role role) {
      Bench bench = Bench.of(size);
      bench.stand();
      for (int i = 0; i < votes.length(); i++) {
        boolean granted = votes.charAt(i) == 'y';
        bench.receive(i + 2, new Message.VoteResponse(1, false, granted));
      }
      assertThat(bench.view().role()).isEqualTo(role);
    }

    @Test
    void oneVoterCountsOnce() {
      Bench bench = Bench.of(5);
      bench.stand();
      for (int i = 0; i < 5; i++) {
        bench.receive(2, new Message.VoteResponse(1, false, true));
      }
      assertThat(bench.view().role()).isEqualTo(Role.CANDIDATE);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, true", "2, 2, true", "3, 2, false"})
    void eachNodeVotesOnceInATermFirstComeFirstServed(long vote, long candidate, boolean granted) {
      @Nullable NodeId given = vote == 0 ? null : new NodeId(vote);
      Bench bench = Bench.restored(new HardState(1, given));
      bench.receive(candidate, new Message.VoteRequest(1, false, false, 0, 0));
      assertThat(bench.view().vote()).isEqualTo(new NodeId(granted ? candidate : vote));
    }

    @Test
    void aCandidateThatHearsTheLeaderOfItsTermFollowsIt() {
      Bench bench = Bench.of(3);
      bench.stand();
      bench.append(1, 0, 0, 0);
      assertThat(bench.view().role()).isEqualTo(Role.FOLLOWER);
      assertThat(bench.view().leader()).isEqualTo(new NodeId(2));
      assertThat(bench.view().vote()).as("its vote stays given").isEqualTo(new NodeId(1));
    }

    @Test
    void aCandidateIgnoresALeaderOfAnEarlierTerm() {
      Bench bench = Bench.restored(new HardState(3, null));
      bench.stand();
      bench.append(2, 0, 0, 0);
      assertThat(bench.view().role()).isEqualTo(Role.CANDIDATE);
    }

    @Test
    void aSplitVoteEndsInANewElection() {
      Bench bench = Bench.of(3);
      bench.stand();
      bench.ticks(20);
      bench.stand();
      assertThat(bench.view().role()).isNotEqualTo(Role.LEADER);
      bench.elect();
      assertThat(bench.view().term()).isGreaterThan(1);
    }

    @Test
    void electionTimeoutsAreDrawnFromAnInterval() {
      Set<Integer> timeouts = new HashSet<>();
      for (int seed = 1; seed <= 300; seed++) {
        Bench bench = Bench.seeded(seed);
        int ticks = 0;
        while (bench.view().role() == Role.FOLLOWER) {
          bench.tick();
          ticks++;
        }
        timeouts.add(ticks);
      }
      assertThat(timeouts).containsExactlyInAnyOrder(10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void votesAndRequestsWaitForTermAndVoteToBeDurable() {
      Bench bench = Bench.of(3);
      List<Effect> effects = bench.receive(2, new Message.VoteRequest(1, false, false, 0, 0));
      assertThat(Bench.sent(effects, Message.VoteResponse.class)).isEmpty();
      assertThat(Bench.of(effects, Effect.Persist.class))
          .singleElement()
          .matches(write -> new HardState(1, new NodeId(2)).equals(write.hardState()));
      assertThat(Bench.sent(bench.persist(), Message.VoteResponse.class))
          .singleElement()
          .matches(Message.VoteResponse::granted);
    }
  }
}
