package dev.trimaran.chaos.process.workload;

import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvClientConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All clients of one run: several on shared keys, one stream of unique keys. */
public final class Load implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Half of the clients give up soon, the others wait through most faults. */
  private static final Duration IMPATIENT = Duration.ofSeconds(1);

  private static final Duration PATIENT = Duration.ofSeconds(8);
  private static final int DIRECT_PROCESS = 1_000;
  private static final int UNIQUE_PROCESS = 1_000_000;

  private final List<String> endpoints;
  private final OutageMeter meter;
  private final HistoryRecorder recorder;
  private final List<RecordingClient> clients = new ArrayList<>();
  private final List<SharedKeys> shared = new ArrayList<>();
  private final List<RecordingClient> direct = new ArrayList<>();
  private final UniqueKeys unique;
  private int nextDirect = DIRECT_PROCESS;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Who does what.
   *
   * @param sharers how many clients use the shared keys
   * @param pace from one put of a unique key to the next
   * @param seed of the sharers' choices
   */
  public record Clients(int sharers, Duration pace, long seed) {}

  public Load(List<String> endpoints, Clients who, OutageMeter meter) {
    this.endpoints = List.copyOf(endpoints);
    this.meter = meter;
    long began = System.nanoTime();
    this.recorder = new HistoryRecorder(() -> System.nanoTime() - began);
    for (int i = 0; i < who.sharers(); i++) {
      RecordingClient client = client(from(i), i % 2 == 0 ? IMPATIENT : PATIENT);
      shared.add(new SharedKeys(i, client, PAUSE, who.seed() + i));
    }
    for (String endpoint : endpoints) {
      direct.add(client(List.of(endpoint), PATIENT));
    }
    unique = new UniqueKeys(UNIQUE_PROCESS, client(from(0), PATIENT), who.pace());
  }

  /** The endpoints, from the {@code first} on and around. */
  private List<String> from(int first) {
    List<String> turned = new ArrayList<>(endpoints);
    Collections.rotate(turned, -first);
    return turned;
  }

  private RecordingClient client(List<String> at, Duration timeout) {
    KvClientConfig config =
        KvClientConfig.of(at).withChoice(KvClientConfig.Choice.ROUND_ROBIN).withTimeout(timeout);
    RecordingClient client = new RecordingClient(KvClient.connect(config), recorder, meter);
    clients.add(client);
    return client;
  }

  public void start() {
    for (SharedKeys one : shared) {
      threads.add(Thread.ofVirtual().name("chaos-shared").start(one));
    }
    threads.add(Thread.ofPlatform().daemon().name("chaos-unique").start(unique));
  }

  /**
   * Asks one server, and only it, for every shared key, as clients of the run.
   *
   * @return completes when all have an outcome
   */
  public CompletableFuture<Void> readAll(String endpoint) {
    RecordingClient one = direct.get(endpoints.indexOf(endpoint));
    List<CompletableFuture<?>> reads = new ArrayList<>();
    for (String key : SharedKeys.KEYS) {
      reads.add(one.call(nextDirect++, new Command.Get(key)));
    }
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new));
  }

  /** Stops calling and waits for the outcomes of what is under way. */
  public void stop() throws InterruptedException {
    shared.forEach(SharedKeys::stop);
    unique.stop();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** What was recorded so far. */
  public History history() {
    return recorder.history();
  }

  /** Whether {@code key} is of the stream of unique keys. */
  public static boolean isUnique(String key) {
    return key.startsWith(UniqueKeys.PREFIX);
  }

  /** What unique keys begin with. */
  public static String uniquePrefix() {
    return UniqueKeys.PREFIX;
  }

  @Override
  public void close() {
    clients.forEach(RecordingClient::close);
  }
}
