package dev.trimaran.cache.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.packed.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random steps on a list and on the plainest list there is give the same elements. */
class ListDatumPropertyTest {

  private static final int STEPS = 40_000;

  private final List<String> model = new ArrayList<>();
  private final ListDatum list = new ListDatum();
  private final View view = new View();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sameElements(long seed) {
    SeededRandomness random = new SeededRandomness(seed);
    int longest = seed == 1 ? 20 : 3000;
    for (int step = 0; step < STEPS; step++) {
      step(random, longest);
      assertThat(list.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
      if (step % 200 == 0) {
        assertThat(elements()).as("seed %d, step %d", seed, step).isEqualTo(model);
        assertThat(backwards()).isEqualTo(model.reversed());
      }
    }
    assertThat(elements()).isEqualTo(model);
    assertThat(list.copy().bytes()).isLessThanOrEqualTo(list.bytes() + 200);
  }

  private void step(SeededRandomness random, int longest) {
    int size = model.size();
    int index = size == 0 ? 0 : random.nextInt(size);
    String element = element(random, longest);
    switch (random.nextInt(size > 2000 ? 14 : 10)) {
      case 0, 1, 2 -> push(true, element);
      case 3, 4, 5 -> push(false, element);
      case 6 -> replace(index, element);
      case 7 -> insert(index, random.nextInt(2) == 0, element);
      case 8 -> remove(index, random.nextInt(2) == 0);
      case 9 -> pop(random.nextInt(2) == 0);
      default -> trim(random, size);
    }
  }

  private static String element(SeededRandomness random, int longest) {
    int length = random.nextInt(20) == 0 ? random.nextInt(longest) : random.nextInt(12);
    return Character.toString('a' + random.nextInt(26)).repeat(length);
  }

  private View of(String element) {
    return new View().of(element.getBytes(StandardCharsets.US_ASCII));
  }

  private void push(boolean left, String element) {
    list.push(left, of(element));
    model.add(left ? 0 : model.size(), element);
  }

  private void replace(int index, String element) {
    if (!model.isEmpty()) {
      list.cursor(index, true).replace(of(element));
      model.set(index, element);
    }
  }

  private void insert(int index, boolean before, String element) {
    if (!model.isEmpty()) {
      list.cursor(index, true).insert(before, of(element));
      model.add(before ? index : index + 1, element);
    }
  }

  private void remove(int index, boolean right) {
    if (!model.isEmpty()) {
      ListDatum.Cursor cursor = list.cursor(index, right);
      cursor.remove();
      model.remove(index);
      int next = right ? index : index - 1;
      assertThat(cursor.isValid()).isEqualTo(next >= 0 && next < model.size());
      if (cursor.isValid()) {
        assertThat(text(cursor.show(view))).isEqualTo(model.get(next));
      }
    }
  }

  private void pop(boolean left) {
    if (!model.isEmpty()) {
      String expected = left ? model.removeFirst() : model.removeLast();
      assertThat(text(list.pop(left, view))).isEqualTo(expected);
    }
  }

  private void trim(SeededRandomness random, int size) {
    int from = random.nextInt(size / 4);
    int to = size - 1 - random.nextInt(size / 4);
    list.trim(from, to);
    List<String> kept = new ArrayList<>(model.subList(from, to + 1));
    model.clear();
    model.addAll(kept);
  }

  private static String text(View view) {
    return new String(view.copy(), StandardCharsets.US_ASCII);
  }

  private List<String> elements() {
    List<String> all = new ArrayList<>();
    list.forEach(element -> all.add(text(element)));
    return all;
  }

  private List<String> backwards() {
    List<String> all = new ArrayList<>();
    ListDatum.Cursor cursor = list.cursor(list.size() - 1, false);
    while (cursor.isValid()) {
      all.add(text(cursor.show(view)));
      cursor.advance();
    }
    return all;
  }
}
