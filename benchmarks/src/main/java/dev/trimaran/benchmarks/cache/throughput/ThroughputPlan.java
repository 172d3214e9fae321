package dev.trimaran.benchmarks.cache.throughput;

import java.util.List;

/**
 * What to run.
 *
 * @param rounds each starts both servers afresh and measures every cell on both
 * @param seconds that a cell lasts at least, on each side
 * @param startSeconds of load on a fresh server before its first cell, spread over all rows
 * @param warmUpSeconds of the cell's own load before it is measured
 * @param rows tests
 * @param pipelines requests in one write of a connection
 * @param sizes bytes of a value, for rows where it matters
 * @param connections of redis-benchmark
 * @param keys size of the key space, of the fields of a hash and of the members of a sorted set
 */
public record ThroughputPlan(
    int rounds,
    double seconds,
    double startSeconds,
    double warmUpSeconds,
    List<Row> rows,
    List<Integer> pipelines,
    List<Integer> sizes,
    int connections,
    int keys) {

  private static final int SMALLEST_VALUE = 12;

  public ThroughputPlan {
    rows = List.copyOf(rows);
    pipelines = List.copyOf(pipelines);
    sizes = List.copyOf(sizes);
    if (rounds < 1 || seconds <= 0 || connections < 1 || keys < 1) {
      throw new IllegalArgumentException(
          "rounds, seconds, connections and keys are positive; rounds "
              + rounds
              + ", seconds "
              + seconds
              + ", connections "
              + connections
              + ", keys "
              + keys);
    }
    if (rows.isEmpty() || pipelines.isEmpty() || sizes.isEmpty()) {
      throw new IllegalArgumentException("name at least one row, one pipeline and one size");
    }
    for (int pipeline : pipelines) {
      if (pipeline < 1 || pipeline > 1_000) {
        throw new IllegalArgumentException("a pipeline is 1 to 1000 requests, not " + pipeline);
      }
    }
    for (int size : sizes) {
      if (size < SMALLEST_VALUE || size > 1 << 20) {
        throw new IllegalArgumentException("a value is 12 to 1048576 bytes, not " + size);
      }
    }
  }

  /** Every row with each of its sizes (0 where a size does not matter) and each pipeline. */
  List<Cell.Shape> shapes() {
    return rows.stream()
        .flatMap(row ->
            (row.sized() ? sizes : List.of(0))
                .stream()
                    .flatMap(size ->
                        pipelines.stream().map(pipeline -> new Cell.Shape(row, size, pipeline))))
        .toList();
  }
}
