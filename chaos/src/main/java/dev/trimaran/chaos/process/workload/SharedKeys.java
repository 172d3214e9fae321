package dev.trimaran.chaos.process.workload;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One client that reads, writes, swaps and deletes a few keys that others use too, one call after
 * the other. Every value it writes is written once in the whole run.
 */
final class SharedKeys implements Runnable {

  /** The keys, for all clients. */
  static final List<String> KEYS = IntStream.range(0, 5).mapToObj(i -> "shared/" + i).toList();

  private static final int GET_PERCENT = 45;
  private static final int PUT_PERCENT = 25;
  private static final int SWAP_PERCENT = 25;

  private final int process;
  private final RecordingClient client;
  private final Duration pause;
  private final SplittableRandom random;
  private final Map<String, String> lastSeen = new HashMap<>();
  private volatile boolean stopped;
  private long written;

  /**
   * @param pause between an outcome and the next call
   */
  SharedKeys(int process, RecordingClient client, Duration pause, long seed) {
    this.process = process;
    this.client = client;
    this.pause = pause;
    this.random = new SplittableRandom(seed);
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      Command command = next();
      Answer answer = client.call(process, command).join();
      if (answer != null && answer.value() != null) {
        lastSeen.put(command.key(), answer.value());
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private Command next() {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    int percent = random.nextInt(100);
    if (percent < GET_PERCENT) {
      return new Command.Get(key);
    }
    percent -= GET_PERCENT;
    if (percent < PUT_PERCENT) {
      return new Command.Put(key, value());
    }
    percent -= PUT_PERCENT;
    if (percent < SWAP_PERCENT) {
      return new Command.CompareAndSet(key, lastSeen.getOrDefault(key, "never"), value());
    }
    return new Command.Delete(key);
  }

  private String value() {
    return process + "." + ++written;
  }
}
