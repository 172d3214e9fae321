package dev.trimaran.cache.node.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of the differential test; the long one is {@link RedisDifferential} by hand. */
final class RedisDifferentialIT {

  private static final List<String> FAMILIES =
      List.of("string", "bits", "hyperloglog", "hash", "list", "set", "zset", "expiry");
  private static final int COMMANDS = Integer.getInteger("differential.commands", 30_000);
  private static final long SEED = Long.getLong("differential.seed", 1);

  @TempDir Path directory;

  private record Run(RedisDifferential.Result result, String report) {}

  private static Run run(
      InetSocketAddress left, InetSocketAddress right, int resp, List<String> families)
      throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    RedisDifferential.Settings settings =
        new RedisDifferential.Settings(left, right, COMMANDS, SEED, resp, families, 5, true);
    RedisDifferential.Result result =
        RedisDifferential.run(settings, new PrintStream(report, true, StandardCharsets.UTF_8));
    return new Run(result, report.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ourNodeAnswersAsRedisDoes(int resp) throws IOException {
    try (RedisProcess redis = RedisProcess.start(directory);
        NodeUnderTest node = NodeUnderTest.start(0)) {
      Run run = run(redis.address(), node.address(), resp, FAMILIES);
      assertThat(run.result().found()).as(run.report()).isEmpty();
      assertThat(run.result().commands()).isGreaterThanOrEqualTo(COMMANDS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void twoRedisServersDoNotDiffer(int resp) throws IOException {
    try (RedisProcess redis = RedisProcess.start(directory);
        RedisProcess other = RedisProcess.start(directory)) {
      assertThat(run(redis.address(), other.address(), resp, FAMILIES).report()).isEmpty();
    }
  }

  @Test
  void aServerThatIsWrongInOneCommandIsFoundAndTheReportIsShort() throws IOException {
    try (RedisProcess redis = RedisProcess.start(directory);
        RedisProcess other = RedisProcess.start(directory);
        MutantProxy mutant = new MutantProxy(other.address(), "\r\nINCRBY\r\n", "\r\nDECRBY\r\n")) {
      Run run = run(redis.address(), mutant.address(), 2, List.of("string"));
      assertThat(run.result().found()).isNotEmpty();
      assertThat(run.result().found().values())
          .allSatisfy(found -> assertThat(found.steps()).hasSizeLessThanOrEqualTo(3));
      assertThat(run.report()).contains("INCRBY");
    }
  }

  @Test
  void aServerThatLosesAWriteInSilenceIsFoundByWhatIsLeft() throws IOException {
    try (RedisProcess redis = RedisProcess.start(directory);
        RedisProcess other = RedisProcess.start(directory);
        MutantProxy mutant =
            new MutantProxy(
                other.address(), "$4\r\nSADD\r\n$2\r\nt1\r\n", "$4\r\nSADD\r\n$2\r\nt9\r\n")) {
      Run run =
          run(
              redis.address(),
              mutant.address(),
              2,
              List.of("string", "bits", "hyperloglog", "hash", "list", "set", "zset", "expiry"));
      assertThat(run.result().found()).isNotEmpty();
    }
  }

  @Test
  void everyExplainedDifferenceIsInTheReference() throws IOException {
    Set<String> ids = Set.copyOf(new Explained().ids());
    String reference = Reference.text();
    assertThat(ids).allSatisfy(id -> assertThat(reference).contains("| " + id + " |"));
  }
}
