package dev.trimaran.benchmarks.cache.throughput;

import dev.trimaran.benchmarks.cache.resp.Filler;
import dev.trimaran.benchmarks.cache.resp.Loader;
import dev.trimaran.benchmarks.cache.resp.RespClient;
import dev.trimaran.benchmarks.cache.server.CacheProgram;
import dev.trimaran.benchmarks.cache.server.CacheServer;
import dev.trimaran.benchmarks.machine.CpuMeter;
import dev.trimaran.benchmarks.machine.CpuReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures two servers in pairs. A round starts both afresh and warms both up; then each cell is
 * measured on one and at once on the other, while the first has nothing to do: a pair lies seconds
 * apart, so that what else the machine does meets both. Even rounds turn the order round.
 */
public final class ThroughputBenchmark {

  private static final int START_PIPELINE = 16;
  private static final long FIRST_GUESS_PER_SECOND = 20_000;
  private static final int TRIES = 3;
  private static final long FEWEST_REQUESTS = 2_000;

  private final ThroughputPlan plan;
  private final RedisBenchmark load;
  private final Consumer<String> progress;
  private final List<Cell> cells = new ArrayList<>();

  public ThroughputBenchmark(ThroughputPlan plan, RedisBenchmark load, Consumer<String> progress) {
    this.plan = plan;
    this.load = load;
    this.progress = progress;
  }

  /** Runs all rounds; the cells in the order in which they were measured. */
  public List<Cell> run(CacheProgram ours, CacheProgram rival)
      throws IOException, InterruptedException {
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.accept("round " + round + ": starting and warming up");
      try (CacheServer first = CacheServer.start(ours);
          CacheServer second = CacheServer.start(rival)) {
        List<CacheServer> turn = round % 2 == 1 ? List.of(first, second) : List.of(second, first);
        for (CacheServer server : turn) {
          start(server);
        }
        for (Cell.Shape shape : plan.shapes()) {
          for (CacheServer server : turn) {
            measure(server, shape, round);
          }
        }
      }
    }
    return List.copyOf(cells);
  }

  private void start(CacheServer server) throws IOException, InterruptedException {
    List<Row> rows = plan.rows();
    for (Row row : rows) {
      int size = row.sized() ? plan.sizes().getFirst() : 0;
      var shape = new Cell.Shape(row, size, START_PIPELINE);
      empty(server, shape);
      sized(server, shape, plan.startSeconds() / rows.size(), FIRST_GUESS_PER_SECOND);
    }
  }

  private void measure(CacheServer server, Cell.Shape shape, int round)
      throws IOException, InterruptedException {
    empty(server, shape);
    Cell.Run warm = sized(server, shape, plan.warmUpSeconds(), FIRST_GUESS_PER_SECOND);
    empty(server, shape);
    Cell.Run run = sized(server, shape, plan.seconds(), warm.result().perSecond());
    Cell cell = Cell.of(shape, server.program().name(), round, run, server.resident());
    cells.add(cell);
    progress.accept(ThroughputReport.line(cell));
  }

  /**
   * Runs until a run has lasted {@code seconds}: from the rate of the run before follows the number
   * of requests of the next.
   */
  private Cell.Run sized(CacheServer server, Cell.Shape shape, double seconds, double guess)
      throws IOException, InterruptedException {
    double rate = guess;
    for (int attempt = 1; ; attempt++) {
      long requests = Math.max(FEWEST_REQUESTS, (long) (1.2 * seconds * rate));
      Cell.Run run = once(server, shape, requests);
      rate = run.result().perSecond();
      if (requests >= seconds * rate || attempt == TRIES) {
        return run;
      }
      empty(server, shape);
    }
  }

  private Cell.Run once(CacheServer server, Cell.Shape shape, long requests)
      throws IOException, InterruptedException {
    long limitSeconds = 30 + requests / 1_000;
    var meter = new CpuMeter(List.of(server.pid()));
    try {
      meter.start();
      RedisBenchmark.Result result = load.run(server.port(), shape, plan, requests, limitSeconds);
      CpuReading cpu = meter.read();
      return new Cell.Run(requests, result, cpu);
    } catch (IOException e) {
      throw server.failed(shape.toString(), e);
    }
  }

  /** Empties a server, and fills in what the row reads. */
  private void empty(CacheServer server, Cell.Shape shape) throws IOException {
    try (var client = new RespClient(server.address())) {
      client.call("FLUSHALL");
      if (shape.row() == Row.GET) {
        Loader.fill(
            server.address(), Filler.redis("key:%012d", shape.valueBytes(), 0), plan.keys());
      }
    } catch (IOException e) {
      throw server.failed("emptying it", e);
    }
  }
}
