package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis's guarantee for SCAN: what is there from the first call to the last is visited. */
class ScanTest {

  private static Map<Long, Integer> step(Stores stores, Map<Long, Integer> seen, long[] cursor) {
    cursor[0] =
        stores.keys.scan(
            cursor[0],
            10,
            place -> {
              int at = stores.keys.keyOffset(place) + 2;
              long key = ByteBuffer.wrap(stores.keys.keyArray(place)).getLong(at);
              seen.merge(key, 1, Integer::sum);
            });
    return seen;
  }

  @Test
  void aScanOfWhatDoesNotChangeMeetsEachEntryOnce() {
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 0; i < 20_000; i++) {
      stores.set(i, 8);
    }
    Map<Long, Integer> seen = new HashMap<>();
    long[] cursor = {0};
    int calls = 0;
    do {
      step(stores, seen, cursor);
      calls++;
    } while (cursor[0] != 0);
    assertThat(seen).hasSize(20_000);
    assertThat(seen.values()).containsOnly(1);
    assertThat(calls).isBetween(1_500, 2_500);
  }

  @Test
  void growthAndShrinkMeanwhileHideNothing() {
    for (int growth : new int[] {100_000, -100_000}) {
      Stores stores = new Stores(StoreConfig.defaults());
      int others = 120_000;
      for (int i = 0; i < 1_000; i++) {
        stores.set(i, 8);
      }
      for (int i = 0; growth < 0 && i < others; i++) {
        stores.set(1_000_000 + i, 8);
      }
      Map<Long, Integer> seen = new HashMap<>();
      long[] cursor = {0};
      int at = 0;
      do {
        step(stores, seen, cursor);
        for (int i = 0; i < 2_000 && at < others; i++, at++) {
          if (growth > 0) {
            stores.set(1_000_000 + at, 8);
          } else {
            stores.remove(1_000_000 + at);
          }
        }
      } while (cursor[0] != 0);
      assertThat(at).as("it changed much meanwhile").isGreaterThan(50_000);
      for (long i = 0; i < 1_000; i++) {
        assertThat(seen).containsKey(i);
      }
    }
  }

  @Test
  void anyCursorIsACursor() {
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 0; i < 5_000; i++) {
      stores.set(i, 8);
    }
    for (long cursor : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 17, 1L << 47}) {
      long[] at = {cursor};
      while (at[0] != 0) {
        step(stores, new HashMap<>(), at);
      }
    }
  }

  @Test
  void whatHasExpiredIsNotMet() {
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 0; i < 1_000; i++) {
      stores.set(i, 8, Stores.BEGIN + i);
    }
    stores.store.now(Stores.BEGIN + 500);
    assertThat(stores.count()).isEqualTo(500);
    assertThat(stores.keys.size()).isEqualTo(1_000);
    assertThat(stores.store.expire(Integer.MAX_VALUE)).isEqualTo(500);
    assertThat(stores.keys.size()).isEqualTo(500);
  }
}
