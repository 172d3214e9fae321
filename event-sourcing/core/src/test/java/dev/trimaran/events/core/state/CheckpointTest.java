package dev.trimaran.events.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.stream.SipHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint is of one moment, whenever its pieces are asked for. */
final class CheckpointTest {

  private final Story story = new Story();
  private long nextId = 1;

  private void play(SplittableRandom random, int steps) {
    for (int i = 0; i < steps; i++) {
      long id = nextId++;
      String stream = "s" + random.nextInt(200);
      story.append(
          new StreamAppend(
              stream,
              ExpectedRevision.ANY,
              List.of(Story.event(id, "a:" + random.nextInt(5), "b:" + random.nextInt(300)))));
      if (random.nextInt(20) == 0) {
        story.describe(stream, nextId++, "{\"$tb\":9223372036854775807}");
      }
      if (random.nextInt(100) == 0) {
        story.tombstone(stream, ExpectedRevision.ANY, nextId++);
      }
    }
  }

  private static List<ByteBuffer> drain(Iterator<ByteBuffer> pieces) {
    List<ByteBuffer> drained = new ArrayList<>();
    pieces.forEachRemaining(drained::add);
    return drained;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsAppliedMeanwhileDoesNotShow(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 8; round++) {
      play(random, 300);
      Iterator<ByteBuffer> now = story.state.checkpoint();
      Iterator<ByteBuffer> later = story.state.checkpoint();
      List<ByteBuffer> expected = drain(now);
      play(random, 600);
      assertThat(drain(later)).as("seed %d round %d", seed, round).isEqualTo(expected);
      assertThat(expected).hasSize(EventState.pieces());
    }
  }

  @Test
  void hashesOfAnotherKeyAreRefused() {
    play(new SplittableRandom(1), 10);
    var other = new EventState(new SipHash(1, 3), 1_000);
    assertThatThrownBy(() -> other.restore(0, story.state.checkpoint().next()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("hashed in another way");
  }
}
