package dev.trimaran.cache.core.packed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table behaves as a map does, whatever is done to it, and knows what it holds. */
class PackedTablePropertyTest {

  private final View key = new View();
  private final View value = new View();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void behavesAsAMap(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    PackedTable table = new PackedTable(seed);
    Map<String, String> model = new HashMap<>();
    for (int step = 0; step < 400_000; step++) {
      int phase = step / 100_000;
      String name = "k" + random.nextInt(phase % 2 == 0 ? 20_000 : 300);
      boolean removes = random.nextInt(10) < (phase % 2 == 0 ? 3 : 8);
      if (removes) {
        String victim = phase % 2 == 1 ? "k" + random.nextInt(20_000) : name;
        assertThat(table.remove(key.of(bytes(victim)))).isEqualTo(model.remove(victim) != null);
      } else {
        String text = text(random);
        assertThat(table.put(key.of(bytes(name)), value.of(bytes(text))))
            .isEqualTo(model.put(name, text) == null);
      }
      assertThat(table.find(key.of(bytes(name)), value)).isEqualTo(model.containsKey(name));
      if (model.containsKey(name)) {
        assertThat(text(value)).isEqualTo(model.get(name));
      }
      if (step % 20_000 == 0) {
        assertSame(table, model);
      }
    }
    assertSame(table, model);
    for (String name : List.copyOf(model.keySet())) {
      assertThat(table.remove(key.of(bytes(name)))).isTrue();
    }
    assertThat(table.size()).isZero();
    assertThat(table.bytes()).isEqualTo(table.recount()).isLessThan(10_000);
  }

  private static String text(SeededRandomness random) {
    int kind = random.nextInt(100);
    int length = kind == 0 ? random.nextInt(5_000) : kind < 10 ? 200 : random.nextInt(30);
    return Integer.toString(random.nextInt(10)).repeat(length);
  }

  private void assertSame(PackedTable table, Map<String, String> model) {
    assertThat(table.size()).isEqualTo(model.size());
    assertThat(table.bytes()).isEqualTo(table.recount());
    Map<String, String> found = new HashMap<>();
    PackedTable.Cursor cursor = table.cursor();
    while (cursor.next(key, value)) {
      assertThat(found.put(text(key), text(value))).isNull();
    }
    assertThat(found).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void scanMeetsWhatIsThereThroughout(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    PackedTable table = new PackedTable(seed);
    for (int i = 0; i < 3_000; i++) {
      table.put(key.of(bytes("stays" + i)), value.of(bytes("v")));
    }
    boolean grows = seed % 2 == 0;
    for (int i = 0; i < 30_000 && !grows; i++) {
      table.put(key.of(bytes("goes" + i)), value.of(bytes("v")));
    }
    Set<String> met = new HashSet<>();
    long cursor = 0;
    int calls = 0;
    do {
      int[] visited = new int[1];
      cursor =
          table.scan(
              cursor,
              10,
              (k, v) -> {
                met.add(text(k));
                visited[0]++;
              });
      assertThat(visited[0]).isLessThan(40);
      for (int i = 0; i < 20; i++) {
        key.of(bytes("goes" + random.nextInt(30_000)));
        if (grows) {
          table.put(key, value.of(bytes("new")));
        } else {
          table.remove(key);
        }
      }
      calls++;
    } while (cursor != 0 && calls < 100_000);
    assertThat(cursor).isZero();
    for (int i = 0; i < 3_000; i++) {
      assertThat(met).contains("stays" + i);
    }
  }

  @Test
  void drawsEachRecordAboutAsOften() {
    SeededRandomness random = new SeededRandomness(5);
    PackedTable table = new PackedTable(5);
    for (int i = 0; i < 2_000; i++) {
      table.put(key.of(bytes("k" + i)), value.of(bytes("")));
    }
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      table.random(random, key, value);
      drawn.merge(text(key), 1, Integer::sum);
    }
    assertThat(drawn).hasSize(2_000);
    assertThat(drawn.values()).allMatch(times -> times > 50 && times < 160);
  }

  @Test
  void aSmallRecordCostsLittleMoreThanItsBytes() {
    PackedTable table = new PackedTable(5);
    List<String> names = new ArrayList<>();
    long payload = 0;
    for (int i = 0; i < 200_000; i++) {
      String name = "element:" + i;
      names.add(name);
      payload += name.length() + 8;
      table.put(key.of(bytes(name)), value.of(bytes("12345678")));
    }
    double each = (table.bytes() - payload) / (double) names.size();
    assertThat(each).isLessThan(20);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(View view) {
    return new String(view.copy(), StandardCharsets.UTF_8);
  }
}
