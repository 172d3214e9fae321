package dev.trimaran.raft.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.core.model.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {

  private static ByteBuffer bundle(int groups) {
    List<ByteBuffer> frames = new ArrayList<>();
    for (int group = 1; group <= groups; group++) {
      frames.addAll(new FrameCodec(group, 5).encode(List.of(new Message.TimeoutNow(group))));
    }
    ByteBuffer whole = ByteBuffer.allocate(10_000);
    for (ByteBuffer part : Bundle.of(frames)) {
      whole.put(part.duplicate());
    }
    return whole.flip();
  }

  @Test
  void givesBackTheFramesOfEachGroup() throws MalformedFrameException {
    List<ByteBuffer> frames = Bundle.split(bundle(5));
    assertThat(frames).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(Bundle.is(frames.get(i))).isFalse();
      assertThat(Bundle.group(frames.get(i))).isEqualTo(i + 1);
      assertThat(new FrameCodec(i + 1, 5).decode(frames.get(i)))
          .isEqualTo(new Frame.Messages(List.of(new Message.TimeoutNow(i + 1))));
    }
  }

  @Test
  void whatIsCutOrChangedIsMalformedOrAnotherFrameButNeverAnythingElse() {
    SeededRandomness random = new SeededRandomness(5);
    for (int i = 0; i < 5000; i++) {
      ByteBuffer bundle = bundle(3);
      bundle.put(random.nextInt(bundle.limit()), (byte) random.nextInt(256));
      bundle.limit(random.nextInt(bundle.limit() + 1));
      if (!Bundle.is(bundle)) {
        continue;
      }
      try {
        for (ByteBuffer frame : Bundle.split(bundle)) {
          assertThat(frame.remaining()).isLessThan(200);
        }
      } catch (MalformedFrameException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThatThrownBy(() -> Bundle.split(bundle(3).limit(40)))
        .isInstanceOf(MalformedFrameException.class);
  }
}
