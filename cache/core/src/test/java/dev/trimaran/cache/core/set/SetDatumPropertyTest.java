package dev.trimaran.cache.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set behaves as a set does, in each of its encodings. */
class SetDatumPropertyTest {

  private final View member = new View();

  @ParameterizedTest
  @CsvSource({
    "1, 50, true",
    "2, 5000, true",
    "3, 50, false",
    "4, 5000, false",
    "5, 300, true",
    "6, 120, false"
  })
  void behavesAsASet(long seed, int names, boolean integers) {
    SeededRandomness random = new SeededRandomness(seed);
    SetDatum set = new SetDatum(seed);
    Set<String> model = new HashSet<>();
    for (int step = 0; step < 100_000; step++) {
      long number = random.nextInt(names) - names / 2;
      number <<= random.nextInt(50) == 0 ? random.nextInt(50) : 0;
      String name = (integers && random.nextInt(20_000) > 0 ? "" : "m") + number;
      member.of(name.getBytes(StandardCharsets.UTF_8));
      if (random.nextInt(100) < (step / 10_000 % 2 == 0 ? 30 : 60)) {
        assertThat(set.remove(member)).isEqualTo(model.remove(name));
      } else {
        assertThat(set.add(member, new Limits())).isEqualTo(model.add(name));
      }
      assertThat(set.has(member)).isEqualTo(model.contains(name));
      if (step % 5_000 == 0) {
        assertSame(set, model);
        assertSame(set.copy(), model);
      }
    }
  }

  private static void assertSame(SetDatum set, Set<String> model) {
    List<String> found = new ArrayList<>();
    set.forEach((m, none) -> found.add(new String(m.copy(), StandardCharsets.UTF_8)));
    assertThat(found).hasSize(model.size()).containsAll(model);
    assertThat(set.size()).isEqualTo(model.size());
  }

  @Test
  void keepsIntegersAsIntegersUpToALimit() {
    SetDatum set = new SetDatum(1);
    for (int i = 0; i < 512; i++) {
      set.add(member.ofInteger(1000 - i), new Limits());
    }
    assertThat(set.encoding()).isEqualTo("intset");
    SetDatum.Cursor cursor = set.cursor();
    cursor.next(member);
    assertThat(member.integer()).isEqualTo(489);
    set.add(member.ofInteger(5000), new Limits());
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.size()).isEqualTo(513);
  }

  @Test
  void aWordAmongIntegersMakesAllStrings() {
    SetDatum set = new SetDatum(1);
    set.add(member.ofInteger(Long.MIN_VALUE), new Limits());
    set.add(member.of(new byte[] {'0', '1'}), new Limits());
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.has(member.ofInteger(Long.MIN_VALUE))).isTrue();
  }
}
