package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.eviction.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random operations on a store and on maps, always the same. Replay with {@code -Dseed=N}. */
class StorePropertyTest {

  private static final int STEPS = Integer.getInteger("steps", 150_000);
  private static final int SEEDS = Integer.getInteger("seeds", 8);

  private static void live(StoreConfig config, int keys, int seeds) {
    long only = Long.getLong("seed", -1);
    for (long seed = only < 0 ? 1 : only; seed <= (only < 0 ? seeds : only); seed++) {
      RandomLife life = new RandomLife(seed, config, keys);
      try {
        for (int i = 0; i < STEPS; i++) {
          life.step();
          if (i % Integer.getInteger("every", 10_000) == 0) {
            life.checkAll();
          }
        }
        life.checkAll();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(config + ", replay with -Dseed=" + seed, e);
      }
      assertThat(life.scans).isGreaterThan(10);
      assertThat(life.model.expired).isGreaterThan(1000);
      assertThat(life.model.evicted > 0).isEqualTo(config.maxBytes() > 0 && canEvict(config));
    }
  }

  private static boolean canEvict(StoreConfig config) {
    return config.policy() != Policy.NOEVICTION;
  }

  @Test
  void aStoreIsAMap() {
    live(RandomLife.config(), 2_000, SEEDS);
  }

  @Test
  void aSmallStoreIsAMap() {
    live(RandomLife.config(), 20, SEEDS / 2);
  }

  @Test
  void aStoreWithTombstonesIsAMap() {
    live(RandomLife.config().withTombstones(), 500, SEEDS / 2);
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void aStoreWithALimitIsAMapThatForgets(Policy policy) {
    live(RandomLife.config().withMaxBytes(1 << 20).withPolicy(policy), 2_000, 1);
  }
}
