package dev.trimaran.benchmarks.cache.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedisBenchmarkTest {

  private static final String HEAD =
      "\"test\",\"rps\",\"avg_latency_ms\",\"min_latency_ms\",\"p50_latency_ms\","
          + "\"p95_latency_ms\",\"p99_latency_ms\",\"max_latency_ms\"\n";

  @Test
  void readsItsLine() throws IOException {
    String csv =
        HEAD
            + "\"MSET (10 keys)\",\"43763.68\",\"17.753\",\"3.248\",\"17.295\",\"31.839\","
            + "\"33.055\",\"38.879\"\n";

    assertThat(RedisBenchmark.Result.parse(csv))
        .isEqualTo(new RedisBenchmark.Result(43763.68, 17.295, 33.055));
  }

  @Test
  void saysWhatItPrintedInPlaceOfAResult() {
    assertThatThrownBy(() -> RedisBenchmark.Result.parse(HEAD + "Connection refused"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void aMissingProgramIsNamedWithItsRemedy() {
    assertThatThrownBy(() -> new RedisBenchmark("/no/such/redis-benchmark"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apt-get install redis-tools")
        .hasMessageContaining("--redis-benchmark");
  }
}
