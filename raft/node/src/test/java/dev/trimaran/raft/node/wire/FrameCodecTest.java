package dev.trimaran.raft.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.Refusal;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

  private static final NodeId TWO = new NodeId(2);
  private static final byte[] DATA = {1, 2, 3};
  private final FrameCodec codec = new FrameCodec(1, 5);

  private static List<Message> everyMessage() {
    Configuration joint =
        new Configuration(Set.of(new NodeId(1), TWO), Set.of(TWO), Set.of(new NodeId(-3)));
    return List.of(
        new Message.VoteRequest(5, true, false, 9, 4),
        new Message.VoteResponse(5, false, true),
        new Message.AppendRequest(
            5,
            7,
            4,
            List.of(
                new Entry(8, 4, EntryKind.COMMAND, DATA),
                Entry.noop(9, 5),
                new Entry(10, 5, EntryKind.CONFIGURATION, new byte[1000])),
            6,
            77),
        new Message.AppendRequest(5, 0, 0, List.of(), 0, 0),
        new Message.AppendResponse(5, false, 7, 6, 3, 77),
        new Message.SnapshotChunk(5, new SnapshotMeta(100, 4, joint), 4096, DATA, true),
        new Message.SnapshotResponse(5, 100, 4099, false),
        new Message.TimeoutNow(5),
        new Message.RejoinRequest(0),
        new Message.RejoinResponse(6, 77),
        new Message.ForwardedProposals(5, List.of(new Proposal(1, DATA), new Proposal(-1, DATA))),
        new Message.ProposalsRefused(5, List.of(1L, 2L), Refusal.TRANSFERRING, TWO),
        new Message.ProposalsRefused(5, List.of(), Refusal.NO_LEADER, null),
        new Message.ReadIndexRequest(0, 12),
        new Message.ReadIndexResponse(5, 12, -1));
  }

  private List<Message> decoded(List<ByteBuffer> frames) throws MalformedFrameException {
    List<Message> messages = new ArrayList<>();
    for (ByteBuffer frame : frames) {
      messages.addAll(((Frame.Messages) codec.decode(frame)).messages());
    }
    return messages;
  }

  @Test
  void everyMessageComesBack() throws MalformedFrameException {
    List<ByteBuffer> frames = codec.encode(everyMessage());
    assertThat(frames).hasSize(1);
    assertThat(decoded(frames))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(everyMessage());
  }

  @Test
  void manyMessagesBecomeFewFramesInOrder() throws MalformedFrameException {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      messages.add(new Message.ReadIndexRequest(1, i));
    }
    messages.add(
        new Message.AppendRequest(
            1, 0, 0, List.of(new Entry(1, 1, EntryKind.COMMAND, new byte[3 << 20])), 0, 0));
    messages.add(new Message.TimeoutNow(1));
    List<ByteBuffer> frames = codec.encode(messages);
    assertThat(frames).hasSizeBetween(2, 6);
    assertThat(decoded(frames)).hasSize(70_002);
  }

  @Test
  void questionsAndAnswersComeBack() throws MalformedFrameException {
    assertThat(codec.decode(codec.encode(new Frame.Ask(9, DATA))))
        .usingRecursiveComparison()
        .isEqualTo(new Frame.Ask(9, DATA));
    for (boolean failed : new boolean[] {true, false}) {
      Frame.Answer answer = new Frame.Answer(9, failed, DATA);
      assertThat(codec.decode(codec.encode(answer))).usingRecursiveComparison().isEqualTo(answer);
    }
  }

  @Test
  void anotherGroupOrVersionIsRefused() {
    ByteBuffer frame = codec.encode(List.of(new Message.TimeoutNow(1))).getFirst();
    assertThatThrownBy(() -> new FrameCodec(2, 5).decode(frame.duplicate()))
        .hasMessageContaining("group 1");
    frame.put(0, (byte) 9);
    assertThatThrownBy(() -> codec.decode(frame)).hasMessageContaining("version 9");
  }

  @Test
  void everyCutIsRefused() {
    ByteBuffer frame = codec.encode(everyMessage()).getFirst();
    for (int length = 0; length < frame.limit(); length++) {
      ByteBuffer cut = frame.duplicate().limit(length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void noiseIsRefusedOrUnderstoodButNeverWorse() {
    SeededRandomness random = new SeededRandomness(42);
    ByteBuffer sound = codec.encode(everyMessage()).getFirst();
    int refused = 0;
    for (int round = 0; round < 200_000; round++) {
      ByteBuffer noise = ByteBuffer.allocate(sound.limit()).put(sound.duplicate()).flip();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        noise.put(random.nextInt(noise.limit()), (byte) random.nextInt(256));
      }
      try {
        codec.decode(noise);
      } catch (MalformedFrameException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
