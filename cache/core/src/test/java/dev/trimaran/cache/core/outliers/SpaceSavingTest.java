package dev.trimaran.cache.core.outliers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpaceSavingTest {

  private static void add(SpaceSaving sketch, String key, long weight) {
    byte[] bytes = ("x" + key).getBytes(UTF_8);
    sketch.add(0, bytes, 1, bytes.length - 1, weight);
  }

  private static String text(Counted counted) {
    return new String(counted.key(), UTF_8);
  }

  @Test
  void isExactWhileThereIsRoom() {
    SpaceSaving sketch = new SpaceSaving(3);
    add(sketch, "a", 1);
    add(sketch, "b", 5);
    add(sketch, "a", 1);
    add(sketch, "", 1);
    assertThat(sketch.counted())
        .extracting(SpaceSavingTest::text, Counted::count, Counted::error)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a", 2L, 0L),
            org.assertj.core.groups.Tuple.tuple("b", 5L, 0L),
            org.assertj.core.groups.Tuple.tuple("", 1L, 0L));
    add(sketch, "c", 1);
    assertThat(sketch.counted()).extracting(SpaceSavingTest::text).contains("c").doesNotContain("");
    sketch.clear();
    assertThat(sketch.counted()).isEmpty();
  }

  @Test
  void databasesAreKeptApart() {
    SpaceSaving sketch = new SpaceSaving(3);
    sketch.add(0, new byte[] {1}, 0, 1, 1);
    sketch.add(1, new byte[] {1}, 0, 1, 1);
    assertThat(sketch.counted()).hasSize(2);
  }

  /** The theorem of the paper: every count is the truth, or more by at most total/capacity. */
  @Test
  void noCountIsOffByMoreThanItsPart() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      int keys = 50 + random.nextInt(5000);
      long[] truth = new long[keys];
      SpaceSaving sketch = new SpaceSaving(64);
      for (int i = 0; i < 20_000; i++) {
        int key = (int) (keys * Math.pow(random.nextDouble(), 1 + round % 5));
        truth[key]++;
        add(sketch, Integer.toString(key), 1);
      }
      Set<Integer> found = new HashSet<>();
      for (Counted each : sketch.counted()) {
        int key = Integer.parseInt(text(each));
        found.add(key);
        assertThat(each.count()).isBetween(truth[key], truth[key] + each.error());
        assertThat(each.error()).isLessThanOrEqualTo(20_000 / 64);
      }
      for (int key = 0; key < keys; key++) {
        if (truth[key] > 20_000 / 64) {
          assertThat(found).contains(key);
        }
      }
    }
  }

  @Test
  void theTopOfAZipfLoadIsFound() {
    Zipf zipf = new Zipf(100_000, 0.99, 3);
    SpaceSaving sketch = new SpaceSaving(HotKeys.CAPACITY);
    for (int i = 0; i < 1_000_000; i++) {
      add(sketch, Integer.toString(zipf.next()), 1);
    }
    List<Counted> top = new java.util.ArrayList<>(sketch.counted());
    top.sort(Comparator.comparingLong(Counted::atLeast).reversed());
    assertThat(top.subList(0, 20))
        .extracting(each -> Integer.parseInt(text(each)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(java.util.stream.IntStream.range(0, 20).toArray()).boxed().toList());
    for (Counted each : top.subList(0, 10)) {
      double share = zipf.share(Integer.parseInt(text(each)));
      assertThat(each.count() / 1_000_000.0).isBetween(share * 0.95, share * 1.05 + 0.004);
    }
  }
}
