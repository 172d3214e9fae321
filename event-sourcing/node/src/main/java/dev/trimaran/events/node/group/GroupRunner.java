package dev.trimaran.events.node.group;

import dev.trimaran.events.core.group.Group;
import dev.trimaran.events.core.group.GroupEffect;
import dev.trimaran.events.core.group.GroupEvent;
import dev.trimaran.events.core.group.GroupInput;
import dev.trimaran.events.core.group.GroupStatistics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one group: a thread that steps it with what happens, and one that reads for it and waits at
 * the end. A failure of the disk or of a write ends both, and all its consumers' calls; the group
 * can be begun anew from what is durable.
 */
final class GroupRunner {

  private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);

  /** Longest time without a tick. */
  private static final long TICK_MS = 250;

  private static final long AGAIN_MS = 1_000;

  private final GroupDefinition definition;
  private final GroupPorts ports;
  private final GroupSource source;
  private final GroupWrites writes;
  private final Group group;

  /** Bounded by those who fill it: each waits until what it put here is taken. */
  private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();

  private final LinkedBlockingQueue<GroupEffect.Read> reads = new LinkedBlockingQueue<>();
  private final Map<Long, GroupConsumer> consumers = new ConcurrentHashMap<>();
  private final Thread stepping;
  private final Thread reading;
  private volatile GroupConsumer.@Nullable End ending;

  /** No consumer may come any more. */
  private volatile boolean closed;

  private volatile boolean over;

  GroupRunner(GroupDefinition definition, GroupPorts ports) throws IOException {
    this.definition = definition;
    this.ports = ports;
    this.source = new GroupSource(definition, ports);
    this.writes = new GroupWrites(definition.key(), ports, this::going);
    GroupStart start = GroupStart.read(definition, ports.reader());
    this.group =
        new Group(
            definition.settings(),
            start.checkpoint(),
            start.firstParked(),
            start.endParked(),
            ports.now());
    String name = "group-" + definition.key().id();
    this.stepping = Thread.ofVirtual().name(name).unstarted(this::run);
    this.reading = Thread.ofVirtual().name(name + "-reader").unstarted(this::read);
  }

  void start() {
    stepping.start();
    reading.start();
  }

  GroupDefinition definition() {
    return definition;
  }

  private boolean going() {
    return ending == null;
  }

  /** Whether it has ended, and writes nothing more. */
  boolean over() {
    return over;
  }

  /** Waits until it has ended, which is soon after it was told to. */
  void awaitOver() {
    try {
      stepping.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it soon; the first reason counts. */
  void end(GroupConsumer.End why) {
    inbox.add(() -> ending = ending == null ? why : ending);
  }

  // ---- what may be asked, by any thread

  void connect(long number, int buffer, GroupConsumer consumer) {
    consumers.put(number, consumer);
    inbox.add(() -> step(new GroupInput.Connect(number, buffer)));
    if (closed) {
      leave(number, GroupConsumer.End.LEADER_GONE);
    }
  }

  /**
   * A consumer goes.
   *
   * @param gone run when it is told of nothing more
   */
  void disconnect(long number, Runnable gone) {
    inbox.add(() -> {
      boolean was = consumers.remove(number) != null;
      step(new GroupInput.Disconnect(number));
      if (was) {
        gone.run();
      }
    });
  }

  /**
   * Something happened.
   *
   * @param taken run when the group has taken it
   */
  void tell(GroupInput input, Runnable taken) {
    inbox.add(() -> {
      step(input);
      taken.run();
    });
  }

  /** The group at this moment; never completes when it ends before. */
  CompletableFuture<GroupInfo> info() {
    CompletableFuture<GroupInfo> info = new CompletableFuture<>();
    inbox.add(() -> {
      try {
        GroupStatistics statistics = group.measure(ports.now());
        Map<Long, GroupConsumer.Identity> identities = new HashMap<>();
        consumers.forEach((number, consumer) -> identities.put(number, consumer.identity()));
        info.complete(new GroupInfo(definition, statistics, source.last(), identities));
      } catch (IOException e) {
        info.completeExceptionally(e);
      }
    });
    return info;
  }

  // ---- the thread that steps

  private void run() {
    try {
      long ticked = ports.now();
      step(new GroupInput.Tick());
      while (going()) {
        Runnable next = inbox.poll(untilTick(), TimeUnit.MILLISECONDS);
        if (next != null) {
          next.run();
        }
        if (next == null || ports.now() - ticked >= TICK_MS) {
          ticked = ports.now();
          step(new GroupInput.Tick());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broken(e);
    } finally {
      finish();
    }
  }

  private long untilTick() {
    long deadline = group.deadline();
    return deadline < 0 ? TICK_MS : Math.clamp(deadline - ports.now(), 1, TICK_MS);
  }

  private void finish() {
    GroupConsumer.End why = ending == null ? GroupConsumer.End.LEADER_GONE : ending;
    ending = why;
    closed = true;
    reading.interrupt();
    consumers.keySet().forEach(number -> leave(number, why));
    writes.awaitCheckpoint();
    over = true;
  }

  private void leave(long number, GroupConsumer.End why) {
    GroupConsumer consumer = consumers.remove(number);
    if (consumer != null) {
      consumer.ended(why);
    }
  }

  private void fault(String what, Throwable why) {
    if (going()) {
      LOG.warn("group {} begins anew: {}", definition.key().id(), what, why);
      end(GroupConsumer.End.LEADER_GONE);
    }
  }

  private void broken(RuntimeException bug) {
    LOG.error("group {} has a fault of its own: the node stops", definition.key().id(), bug);
    ports.stop().run();
  }

  private void step(GroupInput input) {
    for (GroupEffect effect : group.step(ports.now(), input)) {
      perform(effect);
    }
  }

  private void perform(GroupEffect effect) {
    switch (effect) {
      case GroupEffect.Accept(long number) -> with(number, GroupConsumer::accepted);
      case GroupEffect.Refuse(long number) -> leave(number, GroupConsumer.End.REFUSED);
      case GroupEffect.Drop(long number) -> leave(number, GroupConsumer.End.DROPPED);
      case GroupEffect.Deliver(long number, GroupEvent event, int retries) ->
          with(number, consumer -> consumer.event(event, retries));
      case GroupEffect.Park(GroupEvent event, String reason) ->
          after(
              "parking",
              writes.park(event, reason),
              place ->
                  step(
                      place.isPresent()
                          ? new GroupInput.Parked(event.id(), place.get())
                          : new GroupInput.ParkFailed(event.id())));
      case GroupEffect.WriteCheckpoint(var checkpoint) ->
          after("checkpoint", writes.checkpoint(checkpoint), this::checkpointDone);
      case GroupEffect.Read read -> reads.add(read);
      case GroupEffect.ReadParked(long from, int most) -> inbox.add(() -> readParked(from, most));
      case GroupEffect.TruncateParked(long before) ->
          after("replayed", writes.truncateParked(before), this::truncateDone);
    }
  }

  private void with(long number, Consumer<GroupConsumer> tell) {
    GroupConsumer consumer = consumers.get(number);
    if (consumer != null) {
      tell.accept(consumer);
    }
  }

  /** Goes on on the thread that steps. */
  private <T> void after(String what, CompletableFuture<T> write, Consumer<T> then) {
    write.whenComplete((result, failure) -> {
      if (failure == null) {
        inbox.add(() -> then.accept(result));
      } else {
        fault(what, failure);
      }
    });
  }

  private void checkpointDone(boolean written) {
    step(new GroupInput.CheckpointDone(written));
    if (!written) {
      fault("another node wrote a checkpoint", new IllegalStateException("overtaken"));
    }
  }

  private void truncateDone(boolean written) {
    if (written) {
      step(new GroupInput.TruncateDone(true));
    } else {
      CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS)
          .execute(() -> inbox.add(() -> step(new GroupInput.TruncateDone(false))));
    }
  }

  private void readParked(long from, int most) {
    try {
      step(source.parked(from, most));
    } catch (IOException e) {
      fault("its parked messages cannot be read", e);
    }
  }

  // ---- the thread that reads

  private void read() {
    try {
      while (going()) {
        GroupEffect.Read read = reads.take();
        GroupInput.Page page = source.read(read.from(), read.most(), this::going);
        if (page != null) {
          inbox.add(() -> step(page));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      fault("its stream cannot be read", e);
    } catch (RuntimeException e) {
      broken(e);
    }
  }
}
