package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.keyspace.Keyspace;
import org.junit.jupiter.api.Test;

/** Deadlines are kept to the millisecond, in order, whatever the clock does. */
class ExpiryTest {

  private static final long DAY = 86_400_000L;

  @Test
  void aKeyLivesThroughItsDeadlineAndNoLonger() {
    Stores stores = new Stores(StoreConfig.defaults());
    stores.set(1, 8, Stores.BEGIN + 5);
    stores.store.now(Stores.BEGIN + 5);
    assertThat(stores.store.expire(10)).isZero();
    assertThat(stores.get(1)).isTrue();
    stores.store.now(Stores.BEGIN + 6);
    assertThat(stores.get(1)).isFalse();
    assertThat(stores.expired).isEqualTo(1);
    assertThat(stores.lastLateMs).isEqualTo(1);
    assertThat(stores.keys.size()).isZero();
  }

  /** A tick each 10 ms; a million other volatile keys, which Redis needs minutes for. */
  @Test
  void nobodyIsLateAmongAMillion() {
    SeededRandomness dice = new SeededRandomness(1);
    Stores stores = new Stores(StoreConfig.defaults());
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      stores.set(i, 32, Stores.BEGIN + dice.nextInt(3_600_000));
    }
    long now = Stores.BEGIN;
    while (stores.keys.volatileSize() > 0) {
      long next = stores.store.nextDeadline();
      now = Math.max(now + 10, next);
      stores.store.now(now);
      stores.store.expire(1_000);
    }
    assertThat(stores.expired).isEqualTo(count);
    assertThat(stores.worstLateMs).isLessThanOrEqualTo(10);
    assertThat(stores.store.nextDeadline()).isEqualTo(Keyspace.NO_DEADLINE);
    assertThat(stores.store.usedBytes()).isLessThan(2_000_000);
  }

  @Test
  void aLeapOfDaysIsWorkedOffInPortionsAndInOrder() {
    SeededRandomness dice = new SeededRandomness(2);
    Stores stores = new Stores(StoreConfig.defaults());
    for (int i = 0; i < 100_000; i++) {
      stores.set(i, 32, Stores.BEGIN + 1 + dice.nextInt((int) DAY));
    }
    stores.store.now(Stores.BEGIN + 30 * DAY);
    int calls = 0;
    while (stores.store.expire(500) > 0) {
      calls++;
    }
    assertThat(calls).isEqualTo(200);
    assertThat(stores.keys.size()).isZero();
  }

  @Test
  void aClockThatGoesBackRevivesNobodyAndForgetsNobody() {
    Stores stores = new Stores(StoreConfig.defaults());
    stores.set(1, 8, Stores.BEGIN + 1_000);
    stores.set(2, 8, Stores.BEGIN + 10_000);
    stores.store.now(Stores.BEGIN + 5_000);
    assertThat(stores.store.expire(10)).isEqualTo(1);
    stores.store.now(Stores.BEGIN - DAY);
    assertThat(stores.store.expire(10)).isZero();
    assertThat(stores.get(1)).isFalse();
    stores.set(3, 8, Stores.BEGIN - DAY + 10);
    assertThat(stores.store.nextDeadline()).isLessThanOrEqualTo(Stores.BEGIN - DAY + 11);
    stores.store.now(Stores.BEGIN - DAY + 11);
    assertThat(stores.store.expire(10)).isEqualTo(1);
    stores.store.now(Stores.BEGIN + 10_001);
    assertThat(stores.store.expire(10)).isEqualTo(1);
  }

  /** Long and short deadlines in turn on the same key: nothing piles up. */
  @Test
  void changingDeadlinesCostsNoMemory() {
    Stores stores = new Stores(StoreConfig.defaults());
    stores.set(1, 8);
    long before = 0;
    for (int i = 0; i < 100_000; i++) {
      long now = Stores.BEGIN + i;
      stores.store.now(now);
      assertThat(stores.store.expire(100)).isZero();
      stores.keys.deadline(stores.find(1), now + (i % 2 == 0 ? DAY : 50));
      before = i == 10 ? stores.store.usedBytes() : before;
    }
    assertThat(stores.store.usedBytes()).isEqualTo(before);
    stores.keys.deadline(stores.find(1), Keyspace.NO_DEADLINE);
    assertThat(stores.keys.volatileSize()).isZero();
  }

  @Test
  void theMeanTimeToLiveIsTold() {
    Stores stores = new Stores(StoreConfig.defaults());
    assertThat(stores.keys.averageTtlMs()).isZero();
    stores.set(1, 8, Stores.BEGIN + 100_000);
    stores.set(2, 8, Stores.BEGIN + 200_000);
    stores.set(3, 8);
    assertThat(stores.keys.averageTtlMs()).isBetween(148_000L, 151_000L);
  }
}
