package dev.trimaran.benchmarks.cache.expiry;

import dev.trimaran.benchmarks.cache.resp.RespClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Subscribes to the events of expired keys, and keeps when the probes' came. */
final class Listener implements AutoCloseable {

  static final String PREFIX = "probe:";

  private static final String CHANNEL = "__keyevent@0__:expired";

  private final RespClient client;
  private final AtomicLongArray events;
  private final CountDownLatch missing;

  /** Returns when the server has confirmed the subscription. */
  Listener(InetSocketAddress server, int probes) throws IOException {
    client = new RespClient(server);
    events = new AtomicLongArray(probes);
    missing = new CountDownLatch(probes);
    client.call("SUBSCRIBE", CHANNEL);
    Thread.ofPlatform().name("expired-events").daemon().start(this::listen);
  }

  private void listen() {
    try {
      while (true) {
        List<String> push = client.reply();
        long now = micros(Instant.now());
        String key = push.size() == 3 ? push.get(2) : "";
        if (key.startsWith(PREFIX)) {
          int probe = Integer.parseInt(key.substring(PREFIX.length()));
          if (events.compareAndSet(probe, 0, now)) {
            missing.countDown();
          }
        }
      }
    } catch (IOException e) {
      // Closed by the server or by us: the events that are missing then count as missing.
    }
  }

  /** Waits for every event, or until a moment; whether all came. */
  boolean await(Instant end) throws InterruptedException {
    long left = Instant.now().until(end, ChronoUnit.MILLIS);
    return missing.await(Math.max(0, left), TimeUnit.MILLISECONDS);
  }

  /** When each event came, in microseconds since 1970; 0 where none came. */
  long[] events() {
    long[] copy = new long[events.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = events.get(i);
    }
    return copy;
  }

  static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
