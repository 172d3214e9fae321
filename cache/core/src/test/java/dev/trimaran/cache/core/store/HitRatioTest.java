package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.eviction.Policy;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policies on traces that Caffeine's simulator brings along, each beside an exact LRU of as
 * many entries as the store held in the mean. The least hit percentages that are asked for are a
 * point or so below what is measured.
 */
class HitRatioTest {

  private static final String ROOT = "/com/github/benmanes/caffeine/cache/simulator/parser/";
  private static final int VALUE = 1_000;
  private static final int MOST_REQUESTS = 200_000;

  @ParameterizedTest
  @CsvSource({
    "lirs/multi1.trace.gz, 1000, 6, 2",
    "lirs/multi2.trace.gz, 1000, 4, 2",
    "lirs/multi3.trace.gz, 1000, 6, 2",
    "lirs/sprite.trace.gz, 500, 0, 2",
    "lirs/2_pools.trace.gz, 500, 0, 2",
    "lirs/loop.trace.gz, 1000, 30, 2",
    "corda/trace_vaultservice_large.gz, 2048, -2, 2"
  })
  void hitsBesideExactLru(String name, int entries, int atLeastMore, int samplingCosts)
      throws IOException {
    long[] whole = name.startsWith("corda") ? longs(name) : lines(name);
    long[] trace = Arrays.copyOf(whole, Math.min(whole.length, MOST_REQUESTS));
    double[] fifo = run(Policy.ALLKEYS_S3FIFO, trace, entries);
    double[] sampled = run(Policy.ALLKEYS_LRU, trace, entries);
    double[] frequent = run(Policy.ALLKEYS_LFU, trace, entries);
    double exact = exactLru(trace, (int) fifo[1]);
    double exactToo = exactLru(trace, (int) sampled[1]);
    String told =
        "%s: %d requests; s3fifo %.1f %% (%d entries), lru %.1f %% (exact %.1f), lfu %.1f %%; exact"
            + " lru beside s3fifo %.1f %%";
    String line =
        told.formatted(
            name, trace.length, fifo[0], (int) fifo[1], sampled[0], exactToo, frequent[0], exact);
    assertThat(fifo[0]).as(line).isGreaterThan(exact + atLeastMore);
    assertThat(sampled[0]).as(line).isGreaterThan(exactToo - samplingCosts);
    if (Boolean.getBoolean("told")) {
      throw new AssertionError(line);
    }
  }

  /** Hit percentage, and how many entries there were in the mean. */
  private static double[] run(Policy policy, long[] trace, int entries) {
    long bytes = (long) entries * (VALUE + 10 + 34) + 3 * 16_384 + 4_096;
    StoreConfig config = StoreConfig.defaults().withPolicy(policy).withMaxBytes(bytes);
    Stores stores = new Stores(config);
    long hits = 0;
    double sizes = 0;
    for (int i = 0; i < trace.length; i++) {
      stores.store.now(Stores.BEGIN + i * 1000L);
      if (stores.get(trace[i])) {
        hits++;
      } else {
        stores.store.makeRoom();
        stores.set(trace[i], VALUE);
      }
      sizes += stores.keys.size();
    }
    return new double[] {100.0 * hits / trace.length, sizes / trace.length};
  }

  private static double exactLru(long[] trace, int entries) {
    Map<Long, Long> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > entries;
          }
        };
    long hits = 0;
    for (long key : trace) {
      if (cache.get(key) != null) {
        hits++;
      } else {
        cache.put(key, key);
      }
    }
    return 100.0 * hits / trace.length;
  }

  private static InputStream open(String name) throws IOException {
    InputStream stream = HitRatioTest.class.getResourceAsStream(ROOT + name);
    assertThat(stream).as(name).isNotNull();
    return new GZIPInputStream(stream);
  }

  private static long[] lines(String name) throws IOException {
    InputStreamReader text = new InputStreamReader(open(name), StandardCharsets.US_ASCII);
    try (BufferedReader reader = new BufferedReader(text)) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && Character.isDigit(line.charAt(0)))
          .mapToLong(line -> Long.parseLong(line.strip()))
          .toArray();
    }
  }

  private static long[] longs(String name) throws IOException {
    long[] all = new long[1 << 16];
    int count = 0;
    try (DataInputStream input = new DataInputStream(open(name))) {
      while (true) {
        if (count == all.length) {
          all = Arrays.copyOf(all, 2 * count);
        }
        all[count] = input.readLong();
        count++;
      }
    } catch (EOFException end) {
      return Arrays.copyOf(all, count);
    }
  }
}
