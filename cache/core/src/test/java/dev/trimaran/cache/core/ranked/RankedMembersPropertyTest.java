package dev.trimaran.cache.core.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.packed.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranked members behave as a sorted set beside a map do. */
class RankedMembersPropertyTest {

  private record Element(double score, String member) {}

  private static final Comparator<Element> ORDER =
      Comparator.comparingDouble(Element::score).thenComparing(Element::member);

  private final View view = new View();
  private final Bound bound = new Bound();

  @ParameterizedTest
  @CsvSource({
    "1, 100, 20",
    "2, 20000, 1000000",
    "3, 20000, 3",
    "4, 20000, 1",
    "5, 400, 50",
    "6, 50000, 9"
  })
  void behaveAsASortedSet(long seed, int names, int scores) {
    SeededRandomness random = new SeededRandomness(seed);
    RankedMembers ranked = new RankedMembers(seed);
    Map<String, Double> byName = new HashMap<>();
    TreeSet<Element> inOrder = new TreeSet<>(ORDER);
    for (int step = 0; step < 150_000; step++) {
      String name = "m" + random.nextInt(names) + (step % 97 == 0 ? "x".repeat(500) : "");
      double score = seed == 6 ? step : random.nextInt(scores) - scores / 3;
      Double before = byName.get(name);
      if (random.nextInt(100) < (step / 25_000 % 2 == 0 ? 20 : 75)) {
        assertThat(ranked.remove(view(name))).isEqualTo(before != null);
        byName.remove(name);
      } else {
        assertThat(ranked.put(view(name), score)).isEqualTo(before == null);
        byName.put(name, score);
        inOrder.add(new Element(score, name));
      }
      if (before != null && (!byName.containsKey(name) || before != score)) {
        inOrder.remove(new Element(before, name));
      }
      double found = ranked.score(view(name));
      assertThat(found).isEqualTo(byName.getOrDefault(name, Double.NaN));
      if (step % 7_500 == 0) {
        assertSame(ranked, new ArrayList<>(inOrder));
      }
    }
    for (String name : List.copyOf(byName.keySet())) {
      assertThat(ranked.remove(view(name))).isTrue();
    }
    assertThat(ranked.size()).isZero();
    assertThat(ranked.bytes()).isLessThan(500);
  }

  private void assertSame(RankedMembers ranked, List<Element> expected) {
    assertThat(ranked.size()).isEqualTo(expected.size());
    List<Element> found = new ArrayList<>();
    ranked.forEach((member, score) -> found.add(new Element(score, text(member))));
    assertThat(found).isEqualTo(expected);
    List<Element> backwards = new ArrayList<>();
    View member = new View();
    RankedMembers.Cursor cursor = ranked.descending(ranked.size() - 1);
    while (cursor.next(member)) {
      backwards.add(new Element(cursor.score(), text(member)));
    }
    assertThat(backwards.reversed()).isEqualTo(expected);
    for (int rank = 0; rank < expected.size(); rank += 1 + rank / 7) {
      Element element = expected.get(rank);
      assertThat(ranked.rank(view(element.member), element.score)).isEqualTo(rank);
      RankedMembers.Cursor at = ranked.ascending(rank);
      assertThat(at.next(member)).isTrue();
      assertThat(text(member)).isEqualTo(element.member);
      assertThat(ranked.countBefore(bound.beforeScore(element.score)))
          .isEqualTo((int) expected.stream().filter(e -> e.score < element.score).count());
      assertThat(ranked.countBefore(bound.afterScore(element.score)))
          .isEqualTo((int) expected.stream().filter(e -> e.score <= element.score).count());
    }
  }

  private View view(String name) {
    return view.of(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(View view) {
    return new String(view.copy(), StandardCharsets.UTF_8);
  }
}
