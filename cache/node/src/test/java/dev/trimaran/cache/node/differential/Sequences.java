package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes sequences of steps: the same for the same seed, families and tables. */
final class Sequences {

  private static final int STEPS = 300;
  private static final int TOGETHER = 3;

  private final List<Table> tables = new ArrayList<>();

  Sequences(List<String> families) throws IOException {
    Pools pools = new Pools();
    for (String family : families) {
      tables.add(Table.of(family, pools));
    }
  }

  /** A sequence of a few families, so that its commands meet each other's values. */
  List<Step> sequence(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<Table> chosen = new ArrayList<>(tables);
    Collections.shuffle(chosen, random);
    chosen = chosen.subList(0, Math.min(TOGETHER, chosen.size()));
    Draw draw = Draw.of(random);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      steps.add(chosen.get(random.nextInt(chosen.size())).draw(draw));
    }
    return steps;
  }
}
