package dev.trimaran.benchmarks.cache.throughput;

import dev.trimaran.benchmarks.process.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs the program redis-benchmark: the same load, from the same hand, on every server. */
public final class RedisBenchmark {

  private static final int COLUMNS = 8;
  private static final int P50 = 4;
  private static final int P99 = 6;

  private final String binary;
  private final String version;

  /**
   * Finds the program.
   *
   * @param binary path or name
   */
  public RedisBenchmark(String binary) throws IOException {
    this.binary = binary;
    try {
      this.version = ProgramVersion.firstLine(List.of(binary, "--version"));
    } catch (IOException e) {
      throw new IOException(
          binary
              + " was not found: it makes the load on both sides; install it (Debian: apt-get"
              + " install redis-tools), or name it by --redis-benchmark PATH",
          e);
    }
  }

  public String version() {
    return version;
  }

  /**
   * What it measured.
   *
   * @param perSecond requests a second
   * @param p50Ms milliseconds
   * @param p99Ms milliseconds
   */
  record Result(double perSecond, double p50Ms, double p99Ms) {

    /** Reads the output of {@code --csv}: its last line is the one that counts. */
    static Result parse(String csv) throws IOException {
      String last = csv.lines().filter(line -> line.startsWith("\"")).reduce("", (a, b) -> b);
      String[] words = last.replace("\"", "").split(",");
      if (words.length != COLUMNS || words[1].equals("rps")) {
        throw new IOException("redis-benchmark printed no result but: " + csv.strip());
      }
      return new Result(
          Double.parseDouble(words[1]), Double.parseDouble(words[P50]), number(words[P99]));
    }

    private static double number(String word) {
      return Double.parseDouble(word);
    }
  }

  /**
   * Runs it once.
   *
   * @param limitSeconds it is killed after: it asks a server that is gone for ever
   */
  Result run(int port, Cell.Shape shape, ThroughputPlan plan, long requests, long limitSeconds)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("trimaran-bench-load-", ".csv");
    try {
      Process process =
          new ProcessBuilder(commandLine(port, shape, plan, requests))
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try {
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
          throw new IOException(
              "redis-benchmark was still busy after " + limitSeconds + " s and was stopped");
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(out);
      if (process.exitValue() != 0 || text.contains("Error from server")) {
        throw new IOException("redis-benchmark failed: " + text.strip());
      }
      return Result.parse(text);
    } finally {
      Files.delete(out);
    }
  }

  private List<String> commandLine(int port, Cell.Shape shape, ThroughputPlan plan, long requests) {
    List<String> line = new ArrayList<>(List.of(binary, "-h", "127.0.0.1"));
    line.addAll(List.of("-p", Integer.toString(port)));
    line.addAll(List.of("-t", shape.row().name().toLowerCase(Locale.ROOT)));
    line.addAll(List.of("-c", Integer.toString(plan.connections())));
    line.addAll(List.of("-P", Integer.toString(shape.pipeline())));
    line.addAll(List.of("-r", Integer.toString(plan.keys())));
    line.addAll(List.of("-n", Long.toString(requests), "--csv"));
    if (shape.valueBytes() > 0) {
      line.addAll(List.of("-d", Integer.toString(shape.valueBytes())));
    }
    return line;
  }
}
