package dev.trimaran.raft.node.wire;

import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.SnapshotMeta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames as bytes, big-endian: version u8, kind u8, count u16 (of messages, else 0), group u64,
 * storage u64 (the sender's directory), then the messages, or the id u64 and the content of a
 * question or an answer.
 */
public final class FrameCodec {

  static final int VERSION = 2;
  private static final int MESSAGES = 1;
  private static final int ASK = 2;
  private static final int ANSWER = 3;
  private static final int FAILED_ANSWER = 4;
  private static final int GREETING = 6;
  private static final int WELCOME = 7;
  private static final int COUNT_AT = 2;
  private static final int MAX_MESSAGES = 0xffff;
  private static final int SMALL_BYTES = 256;
  private static final int FRAME_BYTES = 1 << 20;

  private static final int STORAGE_AT = 12;

  private final long group;
  private final long storage;

  /**
   * A codec for the frames of one group.
   *
   * @param storage names the directory of this node
   */
  public FrameCodec(long group, long storage) {
    this.group = group;
    this.storage = storage;
  }

  /**
   * The directory of who sent a frame that was decoded.
   *
   * @param frame from its beginning
   */
  public static long storage(ByteBuffer frame) {
    return frame.getLong(STORAGE_AT);
  }

  /** As few frames as hold the messages in order, each of about a mebibyte at most. */
  public List<ByteBuffer> encode(List<Message> messages) {
    List<ByteBuffer> frames = new ArrayList<>(1);
    Out out = null;
    int count = 0;
    for (Message message : messages) {
      if (out == null) {
        out = head(MESSAGES, SMALL_BYTES + size(message));
        count = 0;
      }
      MessageEncoder.encode(message, out);
      out.u16At(COUNT_AT, ++count);
      if (out.size() >= FRAME_BYTES || count == MAX_MESSAGES) {
        frames.add(out.done());
        out = null;
      }
    }
    if (out != null) {
      frames.add(out.done());
    }
    return frames;
  }

  /** A question or an answer. */
  public ByteBuffer encode(Frame.Ask ask) {
    return head(ASK, SMALL_BYTES + ask.question().length)
        .i64(ask.id())
        .bytes(ask.question())
        .done();
  }

  /** See {@link #encode(Frame.Ask)}. */
  public ByteBuffer encode(Frame.Answer answer) {
    return head(answer.failed() ? FAILED_ANSWER : ANSWER, SMALL_BYTES + answer.answer().length)
        .i64(answer.id())
        .bytes(answer.answer())
        .done();
  }

  /** What a node says that may not take part yet. */
  public ByteBuffer encode(Frame.Greeting greeting) {
    return head(GREETING, SMALL_BYTES).flag(greeting.rejoining()).done();
  }

  /** See {@link #encode(Frame.Greeting)}. */
  public ByteBuffer encode(Frame.Welcome welcome) {
    return head(WELCOME, SMALL_BYTES)
        .i64(welcome.directory())
        .flag(welcome.refused())
        .flag(welcome.newborn())
        .done();
  }

  /**
   * The reverse.
   *
   * @throws MalformedFrameException when it is not a frame of this group and version
   */
  public Frame decode(ByteBuffer bytes) throws MalformedFrameException {
    In in = new In(bytes);
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedFrameException("frame version " + version + " is not spoken here");
    }
    int kind = in.u8();
    int count = in.u16();
    long of = in.i64();
    if (of != group) {
      throw new MalformedFrameException("a frame of group " + of);
    }
    in.i64();
    Frame frame =
        switch (kind) {
          case MESSAGES -> messages(count, in);
          case ASK -> new Frame.Ask(in.i64(), in.bytes());
          case ANSWER -> new Frame.Answer(in.i64(), false, in.bytes());
          case FAILED_ANSWER -> new Frame.Answer(in.i64(), true, in.bytes());
          case GREETING -> new Frame.Greeting(in.flag());
          case WELCOME -> new Frame.Welcome(in.i64(), in.flag(), in.flag());
          default -> throw new MalformedFrameException("a frame of the unknown kind " + kind);
        };
    if (in.hasRemaining()) {
      throw new MalformedFrameException("a frame longer than its content");
    }
    return frame;
  }

  /** A snapshot's identity as bytes, as it stands in a snapshot file. */
  public static byte[] encodeMeta(SnapshotMeta meta) {
    Out out = new Out(SMALL_BYTES);
    MessageEncoder.meta(meta, out);
    ByteBuffer done = out.done();
    byte[] bytes = new byte[done.remaining()];
    done.get(bytes);
    return bytes;
  }

  /** The reverse of {@link #encodeMeta}. */
  public static SnapshotMeta decodeMeta(byte[] bytes) throws MalformedFrameException {
    return MessageDecoder.meta(new In(ByteBuffer.wrap(bytes)));
  }

  private static Frame.Messages messages(int count, In in) throws MalformedFrameException {
    List<Message> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      messages.add(MessageDecoder.decode(in));
    }
    return new Frame.Messages(messages);
  }

  private static int size(Message message) {
    return switch (message) {
      case Message.AppendRequest append -> {
        int bytes = 0;
        for (var entry : append.entries()) {
          bytes += MessageEncoder.ENTRY_BYTES + entry.data().length;
        }
        yield bytes;
      }
      case Message.ForwardedProposals forwarded -> {
        int bytes = 0;
        for (var proposal : forwarded.proposals()) {
          bytes += Long.BYTES + Integer.BYTES + proposal.data().length;
        }
        yield bytes;
      }
      case Message.SnapshotChunk chunk -> chunk.data().length;
      case Message.VoteRequest _,
          Message.VoteResponse _,
          Message.AppendResponse _,
          Message.SnapshotResponse _,
          Message.TimeoutNow _,
          Message.RejoinRequest _,
          Message.RejoinResponse _,
          Message.ProposalsRefused _,
          Message.ReadIndexRequest _,
          Message.ReadIndexResponse _ ->
          SMALL_BYTES;
    };
  }

  private Out head(int kind, int capacity) {
    return new Out(capacity).u8(VERSION).u8(kind).u16(0).i64(group).i64(storage);
  }
}
