package dev.trimaran.raft.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.node.RaftException.Reason;
import dev.trimaran.raft.node.wire.Frame;
import dev.trimaran.raft.node.wire.FrameCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Questions to peers outside the log. Lives on the driver's loop. */
final class Asks {

  /** A question of a client of this node. */
  record Question(
      NodeId peer, byte[] question, long timeoutNanos, CompletableFuture<byte[]> answer) {

    static Question of(NodeId peer, byte[] question, Duration timeout) {
      return new Question(peer, question, timeout.toNanos(), new CompletableFuture<>());
    }
  }

  private record Open(NodeId peer, long deadlineNanos, CompletableFuture<byte[]> answer) {}

  private static final int MAX_OPEN = 65_536;

  private final World world;
  private final NodeId self;
  private final FrameCodec codec;
  private final int maxBytes;
  private final Executor loop;
  private final Map<Long, Open> open = new HashMap<>();
  private RaftNode.AskHandler handler =
      (from, question) ->
          CompletableFuture.failedFuture(new IllegalStateException("nobody answers here"));
  private long lastId;

  Asks(World world, NodeId self, FrameCodec codec, int maxBytes, Executor loop) {
    this.world = world;
    this.self = self;
    this.codec = codec;
    this.maxBytes = maxBytes;
    this.loop = loop;
  }

  void handler(RaftNode.AskHandler newHandler) {
    handler = newHandler;
  }

  void ask(Question asked) {
    if (open.size() >= MAX_OPEN) {
      fail(asked.answer(), Reason.OVERLOADED, "too many questions are open");
      return;
    }
    long id = ++lastId;
    long deadline = world.clock().nanoTime() + asked.timeoutNanos();
    open.put(id, new Open(asked.peer(), deadline, asked.answer()));
    if (asked.peer().equals(self)) {
      answer(self, new Frame.Ask(id, asked.question()));
    } else if (!world
        .network()
        .send(asked.peer(), codec.encode(new Frame.Ask(id, asked.question())))) {
      open.remove(id);
      fail(asked.answer(), Reason.TIMEOUT, "node " + asked.peer() + " cannot be reached");
    }
  }

  /** A peer asks. */
  @SuppressWarnings("CatchingUnchecked") // a handler that throws is an answer like any other
  void answer(NodeId from, Frame.Ask ask) {
    CompletableFuture<byte[]> answer;
    try {
      answer = handler.answer(from, ask.question());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenComplete((bytes, failure) -> reply(from, ask.id(), bytes, failure));
  }

  /** A peer answers. */
  void answered(NodeId from, Frame.Answer answer) {
    Open asked = open.get(answer.id());
    if (asked == null || !asked.peer().equals(from)) {
      return;
    }
    open.remove(answer.id());
    if (answer.failed()) {
      String why = new String(answer.answer(), UTF_8);
      fail(asked.answer(), Reason.TIMEOUT, "node " + from + " could not answer: " + why);
    } else {
      asked.answer().complete(answer.answer());
    }
  }

  void tick() {
    if (open.isEmpty()) {
      return;
    }
    long now = world.clock().nanoTime();
    List<Open> late = new ArrayList<>();
    open.values()
        .removeIf(asked -> {
          boolean isLate = now - asked.deadlineNanos() >= 0;
          if (isLate) {
            late.add(asked);
          }
          return isLate;
        });
    for (Open asked : late) {
      fail(asked.answer(), Reason.TIMEOUT, "no answer from node " + asked.peer() + " in time");
    }
  }

  void stop(String why) {
    open.values().forEach(asked -> fail(asked.answer(), Reason.STOPPED, why));
    open.clear();
  }

  /** Called by any thread. */
  private void reply(NodeId to, long id, byte @Nullable [] bytes, @Nullable Throwable failure) {
    Frame.Answer answer;
    if (failure != null || bytes == null) {
      answer = new Frame.Answer(id, true, String.valueOf(failure).getBytes(UTF_8));
    } else if (bytes.length > maxBytes) {
      String why = "its answer exceeds " + maxBytes + " bytes";
      answer = new Frame.Answer(id, true, why.getBytes(UTF_8));
    } else {
      answer = new Frame.Answer(id, false, bytes);
    }
    if (to.equals(self)) {
      loop.execute(() -> answered(self, answer));
    } else {
      world.network().send(to, codec.encode(answer));
    }
  }

  private static void fail(CompletableFuture<?> future, Reason reason, String message) {
    future.completeExceptionally(new RaftException(reason, message));
  }
}
