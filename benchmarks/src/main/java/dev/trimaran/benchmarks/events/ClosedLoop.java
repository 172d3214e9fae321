package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Clients that block, each on a thread of its own, one call after the other. */
final class ClosedLoop {

  private static final long HIGHEST_MICROS = 120_000_000;

  /** What a client does once; false or an exception counts as an error. */
  @FunctionalInterface
  interface Call {
    boolean make() throws Exception;
  }

  private volatile boolean recording;
  private volatile boolean ended;

  /** Runs for {@code ramp}, then measures for {@code window}. */
  LoadResult run(List<Call> calls, Duration ramp, Duration window, LoadGenerator.Probe probe)
      throws InterruptedException {
    List<Client> clients = new ArrayList<>();
    for (Call call : calls) {
      var client = new Client(call);
      clients.add(client);
      client.thread.start();
    }
    TimeUnit.NANOSECONDS.sleep(ramp.toNanos());
    probe.opened();
    long from = System.nanoTime();
    recording = true;
    TimeUnit.NANOSECONDS.sleep(window.toNanos());
    recording = false;
    long to = System.nanoTime();
    probe.closed();
    ended = true;
    for (Client client : clients) {
      client.thread.join();
    }
    return sum(clients, to - from);
  }

  private static LoadResult sum(List<Client> clients, long nanos) {
    var micros = new Histogram(HIGHEST_MICROS, 3);
    long good = 0;
    long errors = 0;
    String first = "";
    for (Client client : clients) {
      micros.add(client.micros);
      good += client.good;
      errors += client.errors;
      first = first.isEmpty() ? client.firstError : first;
    }
    return new LoadResult(nanos, good, errors, first, micros);
  }

  private final class Client implements Runnable {

    private final Call call;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this);
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private long good;
    private long errors;
    private String firstError = "";

    Client(Call call) {
      this.call = call;
    }

    @Override
    public void run() {
      while (!ended) {
        long from = System.nanoTime();
        String error = outcome();
        if (error != null) {
          firstError = firstError.isEmpty() ? error : firstError;
          errors++;
        } else if (recording) {
          good++;
          micros.recordValue(Math.min((System.nanoTime() - from) / 1_000, HIGHEST_MICROS));
        }
      }
    }

    private @Nullable String outcome() {
      try {
        return call.make() ? null : "a wrong answer";
      } catch (Exception e) {
        return e.toString();
      }
    }
  }
}
