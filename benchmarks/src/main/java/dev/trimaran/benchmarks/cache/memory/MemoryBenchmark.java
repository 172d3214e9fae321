package dev.trimaran.benchmarks.cache.memory;

import dev.trimaran.benchmarks.cache.resp.Filler;
import dev.trimaran.benchmarks.cache.resp.Loader;
import dev.trimaran.benchmarks.cache.server.CacheProgram;
import dev.trimaran.benchmarks.cache.server.CacheServer;
import dev.trimaran.benchmarks.machine.CpuMeter;
import dev.trimaran.benchmarks.machine.CpuReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Loads one server after the other, each afresh and alone, and reads its resident memory before and
 * after. Each round starts with another server.
 */
public final class MemoryBenchmark {

  /** A server finishes what it does in the background: memcached grows its table, for one. */
  private static final long SETTLE_MILLIS = 2_000;

  private final MemoryPlan plan;
  private final Consumer<String> progress;

  public MemoryBenchmark(MemoryPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs all rounds; the results in the order in which they were measured. */
  public List<Footprint> run(List<CacheProgram> programs) throws IOException, InterruptedException {
    List<Footprint> all = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (MemoryPlan.Shape shape : plan.shapes()) {
        for (int i = 0; i < programs.size(); i++) {
          CacheProgram program = programs.get((i + round - 1) % programs.size());
          Footprint footprint = measure(program, shape, round);
          all.add(footprint);
          progress.accept(MemoryReport.line(footprint));
        }
      }
    }
    return List.copyOf(all);
  }

  private Footprint measure(CacheProgram program, MemoryPlan.Shape shape, int round)
      throws IOException, InterruptedException {
    try (CacheServer server = CacheServer.start(program)) {
      try {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        long empty = server.resident();
        var meter = new CpuMeter(List.of(server.pid()));
        meter.start();
        Loader.fill(server.address(), filler(program, shape), shape.entries());
        CpuReading cpu = meter.read();
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        long held = EntryCount.of(server);
        if (held != shape.entries()) {
          throw new IOException(
              "it holds "
                  + held
                  + " of "
                  + shape.entries()
                  + " entries; give it more memory, or ask for fewer by --entries");
        }
        long loaded = server.resident();
        TimeUnit.SECONDS.sleep(plan.restSeconds());
        return new Footprint(
            shape,
            program.name(),
            round,
            empty,
            loaded,
            server.resident(),
            shape.entries() / cpu.wall(),
            1e6 * cpu.servers() / shape.entries(),
            cpu.foreignPercent());
      } catch (IOException e) {
        throw server.failed("loading " + shape.entries() + " entries", e);
      }
    }
  }

  private Filler filler(CacheProgram program, MemoryPlan.Shape shape) {
    int seconds = shape.timeToLive() ? MemoryPlan.SECONDS_TO_LIVE : 0;
    return switch (program.protocol()) {
      case RESP -> Filler.redis(MemoryPlan.KEY_FORMAT, plan.valueBytes(), seconds);
      case MEMCACHED -> Filler.memcached(MemoryPlan.KEY_FORMAT, plan.valueBytes(), seconds);
    };
  }
}
