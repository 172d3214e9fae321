package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import org.junit.jupiter.api.Test;

/** What an entry costs, by the ledger, which the property test holds against a recount. */
class MemoryTest {

  private static final int COUNT = 1_000_000;
  private static final int PAYLOAD = 10 + 32;

  private static double overhead(Stores stores, double payload) {
    return (double) stores.store.usedBytes() / stores.keys.size() - payload;
  }

  /** At each size while it grows, not only where the index happens to be full. */
  @Test
  void anEntryCostsAtMostFortyBytesBesideItsPayload() {
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 1; i <= COUNT; i++) {
      stores.set(i, 32);
      if (i >= 100_000 && i % 10_000 == 0) {
        assertThat(overhead(stores, PAYLOAD)).as("at %d", i).isLessThan(36);
      }
    }
  }

  @Test
  void aDeadlineCostsLessThanAByteMore() {
    SeededRandomness dice = new SeededRandomness(1);
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 0; i < COUNT; i++) {
      stores.set(i, 32, Stores.BEGIN + 1 + dice.nextInt(3_600_000));
    }
    assertThat(overhead(stores, PAYLOAD)).isLessThan(36);
  }

  /** Values of all lengths up to 63 replace one another, so that slabs become half dead. */
  @Test
  void theSlackOfASteadyStateIsIncluded() {
    SeededRandomness dice = new SeededRandomness(2);
    Stores stores = new Stores(StoreConfig.defaults());
    int count = COUNT / 4;
    for (int i = 0; i < 8 * count; i++) {
      stores.store.now(Stores.BEGIN + i / 1000);
      stores.set(dice.nextInt(count), dice.nextInt(64));
    }
    assertThat(overhead(stores, 10 + 31.5)).isLessThan(41);
    Inspection.check(stores.store);
  }

  @Test
  void anEmptyDatabaseIsSmallAndAnEmptiedOneGivesBack() {
    Stores stores = new Stores(StoreConfig.defaults());
    assertThat(stores.store.usedBytes()).isLessThan(2_000);
    for (int i = 0; i < COUNT / 4; i++) {
      stores.set(i, 32, Stores.BEGIN + 10_000);
    }
    for (int i = 0; i < COUNT / 4; i++) {
      stores.store.now(Stores.BEGIN);
      assertThat(stores.remove(i)).isTrue();
    }
    stores.store.now(Stores.BEGIN);
    assertThat(stores.store.usedBytes()).isLessThan(600_000);
    for (int i = 0; i < COUNT / 4; i++) {
      stores.set(i, 32, Stores.BEGIN + 10_000);
    }
    stores.keys.clear();
    assertThat(stores.store.usedBytes()).isLessThan(600_000);
    Inspection.check(stores.store);
  }

  /** Nine of ten are removed at random: the tenth does not keep the memory of all. */
  @Test
  void halfDeadSlabsAreCleaned() {
    SeededRandomness dice = new SeededRandomness(3);
    Stores stores = new Stores(StoreConfig.defaults());
    int count = COUNT / 4;
    for (int i = 0; i < count; i++) {
      stores.set(i, 32);
    }
    for (int i = 0; i < 3 * count; i++) {
      stores.store.now(Stores.BEGIN + i / 1000);
      if (dice.nextInt(10) > 0) {
        stores.remove(dice.nextInt(count));
      }
    }
    for (int i = 0; i < 1000; i++) {
      stores.store.now(Stores.BEGIN + count + i);
    }
    assertThat(stores.keys.size()).isLessThan(count / 5);
    assertThat(overhead(stores, PAYLOAD)).isLessThan(60);
    Inspection.check(stores.store);
  }
}
