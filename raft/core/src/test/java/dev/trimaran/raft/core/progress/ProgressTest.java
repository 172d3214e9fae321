package dev.trimaran.raft.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.raft.core.model.RaftLimits;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final RaftLimits LIMITS = new RaftLimits(10, 2, 100, 10, 3, 50, 1000, 10);

  private final Progress progress = new Progress(5, LIMITS);

  @Test
  void oneProbeAtATimeUntilItIsAnswered() {
    assertThat(progress.isReady()).isTrue();
    progress.sent(4, 0);
    assertThat(progress.isReady()).isFalse();
    progress.acknowledged(4);
    assertThat(progress.state()).isEqualTo(ProgressState.REPLICATE);
    assertThat(progress.next()).isEqualTo(5);
  }

  @Test
  void anAnswerShortOfTheProbeDoesNotEndProbing() {
    progress.sent(4, 0);
    assertThat(progress.acknowledged(2)).isTrue();
    assertThat(progress.state()).isEqualTo(ProgressState.PROBE);
    assertThat(progress.next()).isEqualTo(5);
  }

  @Test
  void anUnansweredProbeIsRepeatedWithoutEntries() {
    progress.sent(4, 0);
    progress.heartbeatTick();
    assertThat(progress.isReady()).isTrue();
    assertThat(progress.isBare()).isTrue();
  }

  @Test
  void thePipelineIsBoundedByMessages() {
    replicate();
    for (int i = 5; i < 8; i++) {
      assertThat(progress.isReady()).isTrue();
      progress.sent(i, 1);
    }
    assertThat(progress.isReady()).isFalse();
    progress.acknowledged(6);
    assertThat(progress.isReady()).isTrue();
  }

  @Test
  void thePipelineIsBoundedByBytes() {
    replicate();
    progress.sent(5, 50);
    assertThat(progress.isReady()).isFalse();
    progress.acknowledged(5);
    assertThat(progress.isReady()).isTrue();
  }

  @Test
  void aRefusalOfWhatIsKnownToMatchIsStale() {
    replicate();
    progress.sent(5, 1);
    progress.acknowledged(5);
    assertThat(progress.refused(5, 0)).isFalse();
    assertThat(progress.state()).isEqualTo(ProgressState.REPLICATE);
  }

  @Test
  void aRefusalOfAnotherProbeIsStale() {
    assertThat(progress.refused(3, 1)).isFalse();
    assertThat(progress.refused(4, 1)).isTrue();
    assertThat(progress.next()).isEqualTo(2);
  }

  @Test
  void aRefusalAlwaysMovesBack() {
    assertThat(progress.refused(4, 9)).isTrue();
    assertThat(progress.next()).as("never past what was refused").isEqualTo(4);
  }

  @Test
  void aPipelineWithoutProgressIsStalled() {
    replicate();
    progress.sent(5, 1);
    progress.heartbeatTick();
    assertThat(progress.isStalled()).isFalse();
    progress.heartbeatTick();
    assertThat(progress.isStalled()).isTrue();
  }

  @Test
  void nothingIsSentWhileASnapshotIs() {
    progress.becomeSnapshot(9);
    assertThat(progress.isReady()).isFalse();
    assertThat(progress.refused(4, 1)).isFalse();
    assertThat(progress.snapshotTick(2)).isFalse();
    assertThat(progress.snapshotTick(2)).as("the chunk is taken for lost").isTrue();
  }

  private void replicate() {
    progress.sent(4, 0);
    progress.acknowledged(4);
  }
}
