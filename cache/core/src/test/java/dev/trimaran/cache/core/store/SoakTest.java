package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import org.junit.jupiter.api.Test;

/** A day in virtual time: writes, reads, expiry and eviction; nothing grows that should not. */
class SoakTest {

  private static final long DAY = 86_400_000L;
  private static final int LIMIT = 8 << 20;

  @Test
  void aDayLeavesNothingBehind() {
    SeededRandomness dice = new SeededRandomness(11);
    Stores stores = new Stores(StoreConfig.defaults().withMaxBytes(LIMIT));
    long most = 0;
    int least = Integer.MAX_VALUE;
    for (long at = 0; at < DAY; at += 100) {
      long now = Stores.BEGIN + at;
      stores.store.now(now);
      long next = stores.store.nextDeadline();
      if (next >= 0 && next <= now) {
        stores.store.expire(200);
      }
      assertThat(stores.store.makeRoom()).isTrue();
      assertThat(stores.store.usedBytes() <= LIMIT).isTrue();
      long key = dice.nextInt(1 + dice.nextInt(200_000));
      if (!stores.get(key)) {
        boolean lasting = dice.nextInt(3) == 0;
        stores.set(key, dice.nextInt(200), lasting ? -1 : now + 1 + dice.nextInt(7_200_000));
      }
      if (at > DAY / 4) {
        most = Math.max(most, stores.store.usedBytes());
        least = Math.min(least, stores.keys.size());
      }
    }
    assertThat(most).isLessThanOrEqualTo(LIMIT + 70_000);
    assertThat(least).as("the limit is not eaten up by waste").isGreaterThan(30_000);
    assertThat(stores.worstLateMs).isLessThanOrEqualTo(100);
    assertThat(stores.expired).isGreaterThan(20_000);
    assertThat(stores.evicted).isGreaterThan(20_000);
    Inspection.check(stores.store);
    stores.store.now(Stores.BEGIN + 2 * DAY);
    while (stores.keys.volatileSize() > 0) {
      stores.store.expire(10_000);
    }
    assertThat(stores.count()).isEqualTo(stores.keys.size());
    Inspection.check(stores.store);
  }
}
