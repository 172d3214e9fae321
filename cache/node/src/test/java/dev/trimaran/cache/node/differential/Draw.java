package dev.trimaran.cache.node.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a step is drawn with: chance, the count of unique numbers of the sequence, and the words
 * that are bound to a name within the step.
 */
record Draw(Random random, AtomicInteger count, Map<String, List<byte[]>> bound) {

  static Draw of(Random random) {
    return new Draw(random, new AtomicInteger(), new HashMap<>());
  }

  Draw forStep() {
    return new Draw(random, count, new HashMap<>());
  }
}
