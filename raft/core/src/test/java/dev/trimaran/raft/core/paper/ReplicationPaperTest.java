package dev.trimaran.raft.core.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.model.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ongaro and Ousterhout (extended version): sections 5.3 to 8, and figure 2 beside them. */
class ReplicationPaperTest {

  @Nested
  @DisplayName("5.3 log replication")
  class Replication {

    @Test
    void aCommandIsAppendedWrittenOnceAndSentToEachFollower() {
      Bench bench = Bench.leader(3);
      bench.persist();
      bench.acknowledge(2, 1);
      bench.acknowledge(3, 1);
      List<Effect> effects = bench.propose(7, 8, 9);
      assertThat(Bench.of(effects, Effect.Persist.class))
          .singleElement()
          .matches(write -> write.entries().size() == 3);
      assertThat(Bench.sent(effects, Message.AppendRequest.class))
          .hasSize(2)
          .allMatch(request -> request.prevIndex() == 1 && request.entries().size() == 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "3, 0, false", "3, 1, true", "5, 1, false", "5, 2, true"})
    void anEntryIsCommittedOnceAMajorityHoldsIt(int size, int followers, boolean committed) {
      Bench bench = Bench.leader(size);
      bench.persist();
      for (int i = 0; i < followers; i++) {
        bench.acknowledge(i + 2, 1);
      }
      assertThat(bench.view().committed()).isEqualTo(committed ? 1 : 0);
    }

    @Test
    void theLeadersOwnDiskCountsOnceItIsDurable() {
      Bench bench = Bench.leader(3);
      bench.acknowledge(2, 1);
      assertThat(bench.view().committed()).isZero();
      bench.persist();
      assertThat(bench.view().committed()).isEqualTo(1);
    }

    @Test
    void entriesOfEarlierLeadersAreCommittedWithItsOwn() {
      Bench bench = Bench.withLog(1, 1);
      bench.elect();
      bench.persist();
      List<Effect> effects = bench.acknowledge(2, 3);
      assertThat(Bench.of(effects, Effect.Apply.class))
          .singleElement()
          .matches(apply -> apply.entries().size() == 3);
    }

    @Test
    void aFollowerAppliesWhatTheLeaderSaysIsCommittedInLogOrder() {
      Bench bench = Bench.of(3);
      bench.append(1, 0, 0, 0, Bench.entry(1, 1), Bench.entry(2, 1));
      bench.persist();
      List<Effect> effects = bench.append(1, 2, 1, 2);
      assertThat(Bench.of(effects, Effect.Apply.class))
          .singleElement()
          .matches(apply -> apply.entries().getFirst().index() == 1);
    }

    @Test
    void theCommitIndexIsCappedAtTheLastNewEntry() {
      Bench bench = Bench.withLog(1, 1, 1);
      bench.append(1, 1, 1, 3);
      bench.persist();
      assertThat(bench.view().committed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "2, 1, true", "2, 2, false", "3, 2, true", "4, 2, false"})
    void aRequestWhosePreviousEntryIsMissingIsRefused(long prev, long prevTerm, boolean success) {
      Bench bench = Bench.withLog(1, 1, 2);
      List<Effect> effects = bench.append(2, prev, prevTerm, 0);
      assertThat(Bench.sent(effects, Message.AppendResponse.class))
          .singleElement()
          .matches(answer -> answer.success() == success);
    }

    @Test
    void aConflictingEntryAndAllThatFollowAreCut() {
      Bench bench = Bench.withLog(1, 1, 1);
      List<Effect> effects = bench.append(2, 1, 1, 0, Bench.entry(2, 2));
      assertThat(bench.view().lastIndex()).isEqualTo(2);
      assertThat(bench.view().lastTerm()).isEqualTo(2);
      assertThat(Bench.of(effects, Effect.Persist.class))
          .singleElement()
          .matches(write -> write.entries().getFirst().index() == 2);
    }

    @Test
    void entriesThatAreThereAlreadyStay() {
      Bench bench = Bench.withLog(1, 1, 1);
      bench.append(1, 0, 0, 0, Bench.entry(1, 1));
      assertThat(bench.view().lastIndex()).isEqualTo(3);
    }

    @Test
    void anAcknowledgementWaitsForTheDisk() {
      Bench bench = Bench.of(3);
      List<Effect> effects = bench.append(1, 0, 0, 0, Bench.entry(1, 1));
      assertThat(Bench.sent(effects, Message.AppendResponse.class)).isEmpty();
      assertThat(Bench.sent(bench.persist(), Message.AppendResponse.class))
          .singleElement()
          .matches(answer -> answer.success() && answer.matchIndex() == 1);
    }

    @Test
    void afterARefusalTheLeaderGoesBackAndTriesAgain() {
      Bench bench = Bench.withLog(1, 1, 1);
      bench.elect();
      List<Effect> effects = bench.receive(2, new Message.AppendResponse(2, false, 3, 1, 1, 0));
      assertThat(Bench.sent(effects, Message.AppendRequest.class))
          .singleElement()
          .matches(request -> request.prevIndex() == 1 && request.entries().size() == 3);
    }

    /** Figure 7: each follower ends with the leader's log. */
    @ParameterizedTest
    @CsvSource({
      "1 1 1 4 4 5 5 6 6",
      "1 1 1 4",
      "1 1 1 4 4 5 5 6 6 6 6",
      "1 1 1 4 4 5 5 6 6 6 7 7",
      "1 1 1 4 4 4 4",
      "1 1 1 2 2 2 3 3 3 3 3",
    })
    void everyFollowerOfFigureSevenIsMended(String terms) {
      long[] leaderTerms = {1, 1, 1, 4, 4, 5, 5, 6, 6, 6};
      long[] followerTerms = Arrays.stream(terms.split(" ")).mapToLong(Long::parseLong).toArray();
      Bench follower = Bench.withLog(followerTerms);
      long prev = 10;
      while (prev > 0) {
        long term = leaderTerms[(int) prev - 1];
        List<Effect> effects = follower.append(8, prev, term, 0);
        follower.persist();
        var answers = Bench.sent(effects, Message.AppendResponse.class);
        boolean refused = !answers.isEmpty() && !answers.getFirst().success();
        boolean matched = !answers.isEmpty() && answers.getFirst().success();
        if (matched) {
          break;
        }
        prev = refused ? answers.getFirst().hintIndex() : prev;
      }
      var rest = new Entry[(int) (10 - prev)];
      for (int i = 0; i < rest.length; i++) {
        rest[i] = Bench.entry(prev + 1 + i, leaderTerms[(int) prev + i]);
      }
      long prevTerm = prev == 0 ? 0 : leaderTerms[(int) prev - 1];
      follower.append(8, prev, prevTerm, 0, rest);
      follower.append(8, 10, 6, 0, Bench.entry(11, 8));
      assertThat(follower.view().lastIndex()).isEqualTo(11);
      assertThat(follower.view().lastTerm()).isEqualTo(8);
    }
  }

  @Nested
  @DisplayName("5.4 safety")
  class Safety {

    @ParameterizedTest
    @CsvSource({"3, 2, true", "4, 1, false", "2, 2, false", "1, 3, true", "9, 2, true"})
    void aVoteNeedsALogThatIsUpToDate(long lastIndex, long lastTerm, boolean granted) {
      Bench bench = Bench.withLog(1, 2, 2);
      bench.receive(2, new Message.VoteRequest(5, false, false, lastIndex, lastTerm));
      assertThat(bench.view().vote()).isEqualTo(granted ? new NodeId(2) : null);
    }

    /** Figure 8: replicas of an entry of an earlier term are not counted. */
    @Test
    void onlyEntriesOfTheOwnTermAreCommittedByCounting() {
      Bench bench = Bench.ofFiveWithLog(1, 2);
      bench.elect();
      bench.persist();
      bench.acknowledge(2, 2);
      bench.acknowledge(3, 2);
      assertThat(bench.view().committed()).isZero();
      bench.acknowledge(2, 3);
      bench.acknowledge(3, 3);
      assertThat(bench.view().committed()).isEqualTo(3);
    }
  }

  @Nested
  @DisplayName("5.5 crashes, 6 disruption, 8 clients")
  class Rest {

    @Test
    void aRequestReceivedTwiceChangesNothing() {
      Bench bench = Bench.of(3);
      bench.append(1, 0, 0, 0, Bench.entry(1, 1));
      bench.persist();
      List<Effect> effects = bench.append(1, 0, 0, 0, Bench.entry(1, 1));
      assertThat(Bench.of(effects, Effect.Persist.class)).isEmpty();
      assertThat(Bench.sent(effects, Message.AppendResponse.class))
          .singleElement()
          .matches(Message.AppendResponse::success);
    }

    @Test
    void anUnansweredRequestIsSentAgain() {
      Bench bench = Bench.leader(3);
      bench.ticks(4);
      assertThat(
              Bench.sent(
                  bench.all(Effect.Send.class).stream().map(e -> (Effect) e).toList(),
                  Message.AppendRequest.class))
          .filteredOn(request -> request.prevIndex() == 0)
          .hasSizeGreaterThan(2);
    }

    @Test
    void aNodeThatHearsALeaderIgnoresRequestsForVotes() {
      Bench bench = Bench.of(3);
      bench.append(1, 0, 0, 0);
      bench.ticks(9);
      bench.receive(3, new Message.VoteRequest(9, false, false, 9, 9));
      assertThat(bench.view().term()).isEqualTo(1);
      bench.receive(3, new Message.VoteRequest(9, false, true, 9, 9));
      assertThat(bench.view().term()).as("unless the leader asked for it").isEqualTo(9);
    }

    @Test
    void aLostLeaderMakesTheElectionSoonerAndTheRefusalVoid() {
      Bench bench = Bench.of(3);
      bench.append(1, 0, 0, 0);
      bench.persist();
      bench.step(new Input.Unreachable(new NodeId(2)));
      List<Effect> effects = bench.receive(3, new Message.VoteRequest(2, true, false, 0, 0));
      assertThat(Bench.sent(effects, Message.VoteResponse.class))
          .singleElement()
          .matches(Message.VoteResponse::granted);
      bench.ticks(4);
      assertThat(bench.view().role()).isEqualTo(Role.PRE_CANDIDATE);
    }

    @Test
    void aLeaderThatNoQuorumAnswersStepsDown() {
      Bench bench = Bench.leader(3);
      bench.ticks(20);
      assertThat(bench.view().role()).isEqualTo(Role.FOLLOWER);
    }

    @Test
    void aLeaderOpensItsTermWithAnEntryThatIsEmpty() {
      Bench bench = Bench.leader(3);
      assertThat(bench.all(Effect.Persist.class).getLast().entries())
          .singleElement()
          .matches(entry -> entry.kind() == EntryKind.NOOP && entry.term() == 1);
    }

    @Test
    void aReadWaitsForTheOpeningEntryAndForAQuorum() {
      Bench bench = Bench.leader(3);
      bench.persist();
      bench.step(new Input.ReadRequested(5));
      List<Effect> committed = bench.acknowledge(2, 1);
      assertThat(Bench.of(committed, Effect.ReadReady.class)).isEmpty();
      long round = Bench.sent(committed, Message.AppendRequest.class).getFirst().readContext();
      var echo = new Message.AppendResponse(1, true, 1, 0, 0, round);
      assertThat(Bench.of(bench.receive(2, echo), Effect.ReadReady.class))
          .containsExactly(new Effect.ReadReady(5, 1));
    }

    @Test
    void oneNodeAloneAnswersReadsDirectly() {
      Bench bench = Bench.leader(1);
      bench.persist();
      assertThat(bench.step(new Input.ReadRequested(5))).contains(new Effect.ReadReady(5, 1));
    }

    @Test
    void proposalsWithoutALeaderOrBeyondTheLimitAreRefused() {
      Bench follower = Bench.of(3);
      assertThat(Bench.of(follower.propose(1), Effect.ProposalsRefused.class))
          .singleElement()
          .matches(refused -> refused.why() == Refusal.NO_LEADER);
      Bench leader = Bench.leader(3);
      var data = new byte[900];
      var large = new Proposal(1, data);
      var more = new Proposal(2, data);
      assertThat(leader.step(new Input.Proposed(List.of(large, more))))
          .contains(new Effect.ProposalsRefused(List.of(2L), Refusal.OVERLOADED, new NodeId(1)));
    }

    @Test
    void aTransferTellsTheTargetWaitsAndEndsInTime() {
      Bench bench = Bench.leader(3);
      bench.persist();
      bench.acknowledge(2, 1);
      List<Effect> effects = bench.step(new Input.TransferRequested(4, new NodeId(2)));
      assertThat(Bench.sent(effects, Message.TimeoutNow.class)).hasSize(1);
      assertThat(Bench.of(bench.propose(9), Effect.ProposalsRefused.class))
          .singleElement()
          .matches(refused -> refused.why() == Refusal.TRANSFERRING);
      bench.ticks(9);
      assertThat(bench.tick()).contains(new Effect.TransferEnded(4, Refusal.TRANSFER_FAILED));
    }

    @Test
    void aTransferSucceedsWhenTheTargetLeads() {
      Bench bench = Bench.leader(3);
      bench.persist();
      bench.acknowledge(2, 1);
      bench.step(new Input.TransferRequested(4, new NodeId(2)));
      bench.receive(2, new Message.VoteRequest(2, false, true, 1, 1));
      assertThat(bench.view().vote()).isEqualTo(new NodeId(2));
      assertThat(bench.append(2, 1, 1, 1)).contains(new Effect.TransferEnded(4, null));
    }
  }
}
