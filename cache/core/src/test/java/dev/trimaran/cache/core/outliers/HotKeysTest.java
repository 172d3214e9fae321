package dev.trimaran.cache.core.outliers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.string.StringCommands;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HotKeysTest {

  private final HotKeys hot = new HotKeys(new SeededRandomness(5));
  private final CommandSpec get;
  private final CommandSpec mset;
  private long nowMs = 1_000_000;

  HotKeysTest() {
    CommandTable table = new CommandTable();
    StringCommands.register(table, new Limits());
    get = Objects.requireNonNull(table.find("get".getBytes(UTF_8), 0, 3));
    mset = Objects.requireNonNull(table.find("mset".getBytes(UTF_8), 0, 4));
  }

  private void request(CommandSpec spec, String... words) {
    if (hot.isDue()) {
      hot.look(spec, Arguments.of(words), 0, nowMs);
    }
  }

  private List<String> names(int most) {
    return hot.hottest(most, nowMs).stream().map(each -> new String(each.key(), UTF_8)).toList();
  }

  @Test
  void aSampleFindsTheTopOfAZipfLoad() {
    Zipf zipf = new Zipf(100_000, 0.99, 17);
    for (int i = 0; i < 1_000_000; i++) {
      nowMs = 1_000_000 + i / 20; // 20,000 a second, for 50 s
      request(get, "GET", Integer.toString(zipf.next()));
    }
    List<HotKey> top = hot.hottest(10, nowMs);
    assertThat(top)
        .extracting(each -> Integer.parseInt(new String(each.key(), UTF_8)))
        .startsWith(0, 1)
        .allMatch(number -> number < 15);
    for (HotKey each : top) {
      double truth = 20_000 * zipf.share(Integer.parseInt(new String(each.key(), UTF_8)));
      assertThat((double) each.perSecond()).isBetween(truth * 0.7, truth * 1.3 + each.error());
      assertThat(each.percent()).isBetween(truth / 200 * 0.7, truth / 200 * 1.3 + 0.5);
    }
  }

  @Test
  void anEvenLoadHasNoHotKeys() {
    for (int i = 0; i < 1_000_000; i++) {
      request(get, "GET", Integer.toString(i * 31 % 100_003));
    }
    assertThat(names(10)).isEmpty();
  }

  @Test
  void aRhythmDoesNotHideAKey() {
    for (int i = 0; i < 320_000; i++) {
      request(get, "GET", i % HotKeys.USUAL_SAMPLE == 0 ? "beat" : "other" + i);
    }
    assertThat(names(1)).containsExactly("beat");
    assertThat(hot.hottest(1, nowMs).getFirst().percent()).isBetween(1.2, 2.2);
  }

  @Test
  void allKeysOfARequestCount() {
    hot.sample(1);
    for (int i = 0; i < 100; i++) {
      request(mset, "MSET", "a", "v", "b", "v");
    }
    assertThat(names(10)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whatWasHotIsForgotten() {
    hot.sample(1);
    for (int i = 0; i < 100; i++) {
      request(get, "GET", "old");
    }
    nowMs += 61_000;
    for (int i = 0; i < 200; i++) {
      request(get, "GET", "new");
    }
    assertThat(names(10)).containsExactly("new", "old");
    nowMs += 61_000;
    assertThat(names(10)).containsExactly("new");
    nowMs += 200_000;
    assertThat(names(10)).isEmpty();
  }

  @Test
  void noneIsLookedAtWhenOff() {
    hot.sample(0);
    for (int i = 0; i < 1000; i++) {
      request(get, "GET", "a");
    }
    assertThat(names(10)).isEmpty();
  }
}
