package dev.trimaran.benchmarks.cache.expiry;

import dev.trimaran.benchmarks.cache.resp.Filler;
import dev.trimaran.benchmarks.cache.resp.Loader;
import dev.trimaran.benchmarks.cache.resp.RespClient;
import dev.trimaran.benchmarks.cache.server.CacheProgram;
import dev.trimaran.benchmarks.cache.server.CacheServer;
import dev.trimaran.benchmarks.machine.CpuMeter;
import dev.trimaran.benchmarks.machine.CpuReading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Times the way from a key's deadline to the event {@code expired}: nobody reads the keys, so the
 * server itself must see that their time has come. Servers run in turn, each afresh and alone.
 */
public final class ExpiryBenchmark {

  private static final int VALUE_BYTES = 32;
  private static final String EVENTS = "notify-keyspace-events";

  /** Between setting the first probe and the first deadline. */
  private static final Duration LEAD = Duration.ofSeconds(3);

  private final ExpiryPlan plan;
  private final Consumer<String> progress;

  public ExpiryBenchmark(ExpiryPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs all rounds; the results in the order in which they were measured. */
  public List<Lateness> run(List<CacheProgram> programs) throws IOException, InterruptedException {
    List<Lateness> all = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (long others : plan.others()) {
        for (int i = 0; i < programs.size(); i++) {
          CacheProgram program = programs.get((i + round - 1) % programs.size());
          Lateness lateness = measure(program, others, round);
          all.add(lateness);
          progress.accept(ExpiryReport.line(lateness));
        }
      }
    }
    return List.copyOf(all);
  }

  private Lateness measure(CacheProgram program, long others, int round)
      throws IOException, InterruptedException {
    try (CacheServer server = CacheServer.start(program)) {
      try (var client = new RespClient(server.address())) {
        askForEvents(client);
        Filler filler = Filler.redis("other:%09d", VALUE_BYTES, ExpiryPlan.OTHERS_TO_LIVE);
        Loader.fill(server.address(), filler, others);
        try (var listener = new Listener(server.address(), plan.probes())) {
          return time(server, client, listener, new Place(others, round));
        }
      } catch (IOException e) {
        throw server.failed("expiry beside " + others + " keys", e);
      }
    }
  }

  /** A server that takes the setting and does nothing would look late for ever. */
  private static void askForEvents(RespClient client) throws IOException {
    client.call("CONFIG", "SET", EVENTS, "Ex");
    String set = client.call("CONFIG", "GET", EVENTS);
    if (!set.contains("E") || !set.contains("x")) {
      throw new IOException(
          "after CONFIG SET " + EVENTS + " Ex it answers '" + set + "': it tells no events");
    }
  }

  /** Where in the table a measurement belongs. */
  private record Place(long others, int round) {}

  private Lateness time(CacheServer server, RespClient client, Listener listener, Place place)
      throws IOException, InterruptedException {
    Instant first = Instant.now().plus(LEAD);
    long[] deadlines = set(client, first);
    long left = Duration.between(Instant.now(), first).toMillis();
    if (left < 0) {
      throw new IOException(
          "setting "
              + plan.probes()
              + " keys took longer than "
              + LEAD.toSeconds()
              + " s; ask for fewer by --probes");
    }
    TimeUnit.MILLISECONDS.sleep(left);
    var meter = new CpuMeter(List.of(server.pid()));
    meter.start();
    listener.await(first.plusMillis((long) (1e3 * (plan.spreadSeconds() + plan.windowSeconds()))));
    CpuReading cpu = meter.read();
    Lags lags = Lags.of(deadlines, listener.events(), Listener.micros(Instant.now()));
    return new Lateness(
        place.others(),
        server.program().name(),
        place.round(),
        plan.probes(),
        lags.arrived(),
        lags.at(0.5),
        lags.at(0.99),
        lags.at(1),
        100 * cpu.servers() / cpu.wall(),
        cpu.foreignPercent());
  }

  /** Sets the probes; their deadlines in microseconds since 1970. */
  private long[] set(RespClient client, Instant first) throws IOException {
    long[] deadlines = new long[plan.probes()];
    for (int i = 0; i < deadlines.length; i++) {
      long millis = first.toEpochMilli() + (long) (1e3 * plan.spreadSeconds() * i / plan.probes());
      client.call("SET", Listener.PREFIX + i, "x", "PXAT", Long.toString(millis));
      deadlines[i] = 1_000 * millis;
    }
    return deadlines;
  }
}
