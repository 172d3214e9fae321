package dev.trimaran.events.node.measure;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.EventNodeConfig;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventReader.AllPage;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNodeConfig;
import dev.trimaran.raft.node.wal.WalConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * What a node of many events takes to start, in memory, and to be read. Not a test; run by hand,
 * each step in a process of its own:
 *
 * <pre>
 *   EventStoreMeasure load DIRECTORY EVENTS STREAMS     events of 256 bytes, 20 a command
 *   EventStoreMeasure start DIRECTORY EVENTS STREAMS    opens, collects garbage, reads
 * </pre>
 */
public final class EventStoreMeasure {

  private static final NodeId NODE = new NodeId(1);
  private static final int DATA_BYTES = 256;
  private static final int BATCH = 20;
  private static final int IN_FLIGHT = 256;

  private EventStoreMeasure() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    long events = Long.parseLong(arguments[2]);
    int streams = Integer.parseInt(arguments[3]);
    long began = System.nanoTime();
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (RealWorld real =
            RealWorld.open(new RealWorldConfig(NODE, 9, directory, listen, Map.of()));
        RaftGroups groups = RaftGroups.open(real.world());
        EventNode node = EventNode.start(groups, real.world(), config())) {
      if (arguments[0].equals("load")) {
        load(node, events, streams);
      } else {
        start(node, began, events, streams);
      }
    }
  }

  private static EventNodeConfig config() {
    WalConfig wal = new WalConfig(128 << 20, 4 << 20, 1, 256L << 20);
    return EventNodeConfig.of(RaftNodeConfig.of(NODE, 9, Set.of(NODE)).withWal(wal));
  }

  private static void load(EventNode node, long events, int streams) throws Exception {
    SeededRandomness random = new SeededRandomness(1);
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    long began = System.nanoTime();
    List<CompletableFuture<?>> last = new ArrayList<>();
    for (long at = 0; at < events; at += BATCH) {
      inFlight.acquire();
      CompletableFuture<?> written =
          node.writer()
              .write(append(random, at, streams))
              .whenComplete((_, _) -> inFlight.release());
      if (events - at <= IN_FLIGHT * BATCH) {
        last.add(written);
      }
    }
    for (CompletableFuture<?> one : last) {
      one.get();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    say("loaded %,d events in %.1f s: %,.0f/s", events, seconds, events / seconds);
  }

  private static EventCommand append(SeededRandomness random, long at, int streams) {
    List<ProposedEvent> events = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      byte[] data = new byte[DATA_BYTES];
      for (int b = 0; b < DATA_BYTES; b += 16) {
        data[b] = (byte) random.nextInt(256);
      }
      events.add(
          new ProposedEvent(
              new EventId(at, i),
              "order-" + random.nextInt(20),
              ContentType.BINARY,
              data,
              new byte[0],
              List.of()));
    }
    String stream = "order-" + at / BATCH % streams;
    return new EventCommand.Append(
        at, List.of(new StreamAppend(stream, ExpectedRevision.ANY, events)), null);
  }

  private static void start(EventNode node, long began, long events, int streams) throws Exception {
    EventReader reader = node.reader();
    while (!reader.awaitBeyond(events - 1, Duration.ofSeconds(1))) {
      say("  at %,d", reader.nextPosition());
    }
    say(
        "start of %,d events, %,d streams: %.2f s, %.2f s of CPU",
        events, streams, since(began), cpuSeconds());
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    say("heap in use: %,d bytes", runtime.totalMemory() - runtime.freeMemory());
    for (int round = 0; round < 3; round++) {
      all(reader, events);
    }
    streams(reader, streams);
    singles(reader, streams);
  }

  private static void all(EventReader reader, long events) throws IOException {
    long began = System.nanoTime();
    double cpu = cpuSeconds();
    long bytes = 0;
    long read = 0;
    AllPage page;
    long next = 0;
    do {
      page = reader.readAll(next, Direction.FORWARDS, 1000, 1 << 20);
      for (RecordedEvent event : page.events()) {
        bytes += event.event().data().length;
        read++;
      }
      next = page.next();
    } while (!page.end());
    double seconds = since(began);
    say(
        "$all: %,d of %,d events in %.2f s, %.2f s of CPU: %.0f MB/s of data, %,.0f/s",
        read, events, seconds, cpuSeconds() - cpu, bytes / 1e6 / seconds, read / seconds);
  }

  private static void streams(EventReader reader, int streams) throws IOException {
    SeededRandomness random = new SeededRandomness(2);
    int rounds = 3000;
    for (Direction direction : Direction.values()) {
      long began = System.nanoTime();
      long read = 0;
      for (int i = 0; i < rounds; i++) {
        long from = direction == Direction.FORWARDS ? 0 : Long.MAX_VALUE;
        String stream = "order-" + random.nextInt(streams);
        read += reader.readStream(stream, from, direction, 100, 1 << 20).events().size();
      }
      double micros = since(began) * 1e6 / rounds;
      say(
          "a page of a stream, %s: %.0f events in %.0f us",
          direction, read / (double) rounds, micros);
    }
  }

  private static void singles(EventReader reader, int streams) throws IOException {
    SeededRandomness random = new SeededRandomness(3);
    int rounds = 20_000;
    long began = System.nanoTime();
    long found = 0;
    for (int i = 0; i < rounds; i++) {
      found += reader.event("order-" + random.nextInt(streams), random.nextInt(20)) == null ? 0 : 1;
    }
    say("an event by stream and revision: %.1f us (%d found)", since(began) * 1e6 / rounds, found);
  }

  /** Of all threads of the process: on a shared machine it says more than the clock. */
  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void say(String format, Object... arguments) {
    System.out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
