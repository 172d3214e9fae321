package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code HOTKEYS}, {@code BIGKEYS} and {@code INFO hotkeys}. */
class OutliersTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User user = cache.user();

  @Test
  void hotKeysAreTold() {
    assertThat(user.run("HOTKEYS")).isEqualTo("*0");
    user.run("CONFIG SET hotkeys-sample 1");
    for (int i = 0; i < 30; i++) {
      user.run("GET hot");
      user.run("INCR warm");
      user.run("GET hot");
      user.run("PING");
    }
    assertThat(user.run("HOTKEYS 1"))
        .isEqualTo(
            "*1 *10 $3 key $3 hot $8 database :0 $14 ops_per_second :60 $5 error :0"
                + " $7 percent $5 66.67");
    assertThat(user.run("HOTKEYS")).startsWith("*2 ");
    assertThat(user.run("INFO hotkeys"))
        .contains("hot_key_1:db=0,ops_per_second=60,percent=66.67,key=\"hot\"");
    user.run("CONFIG RESETSTAT");
    assertThat(user.run("HOTKEYS")).isEqualTo("*0");
  }

  @Test
  void bigKeysAreTold() {
    user.run("SET small " + "x".repeat(4000));
    user.run("SET text " + "x".repeat(50_000));
    for (int i = 0; i < 3000; i++) {
      user.run("HSET hash field" + i + " v");
    }
    user.run("SELECT 1");
    user.run("RPUSH list " + "y".repeat(100_000));
    assertThat(user.run("BIGKEYS 2"))
        .matches(
            "\\*2 \\*10 \\$3 key \\$4 list \\$8 database :1 \\$4 type \\$4 list \\$5 bytes :1\\d{5}"
                + " \\$8 elements :1 \\*10 \\$3 key \\$4 hash .*");
    assertThat(user.run("BIGKEYS 1 BY ELEMENTS")).contains("$4 hash").contains("elements :3000");
    assertThat(user.run("BIGKEYS BY BYTES")).startsWith("*3 ");
    user.run("DEL list");
    user.run("SELECT 0");
    user.run("SET text short");
    user.run("APPEND grown " + "x".repeat(3000));
    user.run("APPEND grown " + "x".repeat(6000));
    assertThat(user.run("BIGKEYS")).startsWith("*2 ").contains("$4 hash").contains("$5 grown");
    assertThat(user.run("INFO hotkeys")).contains("big_key_1:db=0,type=hash,");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(user.run("HOTKEYS 0")).isEqualTo("-ERR count should be greater than 0");
    assertThat(user.run("HOTKEYS x")).startsWith("-ERR value is not an integer");
    assertThat(user.run("HOTKEYS 1 2")).isEqualTo("-ERR syntax error");
    assertThat(user.run("BIGKEYS BY")).isEqualTo("-ERR syntax error");
    assertThat(user.run("BIGKEYS 3 BY COLOUR")).isEqualTo("-ERR syntax error");
    assertThat(user.run("BIGKEYS -1")).isEqualTo("-ERR count should be greater than 0");
    assertThat(user.run("CONFIG SET hotkeys-sample -1")).startsWith("-ERR CONFIG SET failed");
  }

  /** Whatever is written, grown, shortened and removed: the biggest of all are those told. */
  @Test
  void theBiggestAreFoundAmongMany() {
    Random random = new Random(99);
    TreeMap<String, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < 6000; i++) {
      String key = "k" + random.nextInt(1000);
      int size = 5000 + (int) (200_000 * Math.pow(random.nextDouble(), 8));
      if (random.nextInt(3) == 0) {
        user.run("DEL " + key);
        sizes.remove(key);
      } else {
        user.run("SET " + key + " " + "x".repeat(size));
        sizes.put(key, size);
      }
      cache.nowMs += 20;
    }
    List<String> expected = new ArrayList<>(sizes.keySet());
    expected.sort(Comparator.comparing(sizes::get).reversed());
    String told = user.run("BIGKEYS 10");
    for (String key : expected.subList(0, 8)) {
      assertThat(told).contains(" " + key + " ");
    }
  }
}
