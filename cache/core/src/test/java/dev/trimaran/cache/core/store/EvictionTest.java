package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.eviction.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit is kept strictly, and the right ones give way. */
class EvictionTest {

  private static final int MEGABYTE = 1 << 20;

  private static Stores stores(Policy policy, long maxBytes) {
    return new Stores(StoreConfig.defaults().withPolicy(policy).withMaxBytes(maxBytes));
  }

  @ParameterizedTest
  @EnumSource(value = Policy.class, names = "NOEVICTION", mode = EnumSource.Mode.EXCLUDE)
  void theLimitIsNeverExceededOnceRoomWasMade(Policy policy) {
    SeededRandomness dice = new SeededRandomness(7);
    Stores stores = stores(policy, 2 * MEGABYTE);
    for (int i = 0; i < 50_000; i++) {
      stores.store.now(Stores.BEGIN + i);
      int length = dice.nextInt(1000) == 0 ? dice.nextInt(50_000) : dice.nextInt(200);
      stores.set(dice.nextInt(100_000), length, Stores.BEGIN + 1_000_000 + dice.nextInt(1_000_000));
      assertThat(stores.store.makeRoom()).isTrue();
      assertThat(stores.store.usedBytes() <= 2 * MEGABYTE).isTrue();
      stores.get(dice.nextInt(100_000));
    }
    assertThat(stores.evicted).isGreaterThan(10_000);
    long used = stores.store.usedBytes();
    assertThat(used).as("most of the limit is used").isGreaterThan(2 * MEGABYTE / 10 * 9);
    Inspection.check(stores.store);
  }

  @ParameterizedTest
  @EnumSource(value = Policy.class, names = "NOEVICTION", mode = EnumSource.Mode.EXCLUDE)
  void aLowerLimitIsKeptAtOnce(Policy policy) {
    Stores stores = stores(policy, 0);
    for (int i = 0; i < 100_000; i++) {
      stores.set(i, 100, Stores.BEGIN + 1_000 + i);
    }
    stores.store.maxBytes(2 * MEGABYTE);
    assertThat(stores.store.makeRoom()).isTrue();
    assertThat(stores.store.usedBytes()).isLessThanOrEqualTo(2 * MEGABYTE);
    assertThat(stores.keys.size()).isGreaterThan(9_000);
    Inspection.check(stores.store);
  }

  @Test
  void withoutEvictionThereIsNoRoomUntilSomeIsGivenBack() {
    Stores stores = stores(Policy.NOEVICTION, MEGABYTE);
    int count = 0;
    while (stores.store.makeRoom()) {
      stores.set(count++, 100);
    }
    assertThat(stores.evicted).isZero();
    assertThat(stores.store.usedBytes()).isGreaterThan(MEGABYTE);
    for (int i = 0; i < count; i += 3) {
      stores.remove(i);
    }
    assertThat(stores.store.makeRoom()).as("what is dead is cleaned up").isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Policy.class,
      names = {"VOLATILE_LRU", "VOLATILE_LFU", "VOLATILE_RANDOM", "VOLATILE_TTL"})
  void onlyVolatileKeysGiveWayAndThenNone(Policy policy) {
    Stores stores = stores(policy, 0);
    for (int i = 0; i < 50_000; i++) {
      stores.set(i, 20, i % 100 == 0 ? Stores.BEGIN + 1_000_000 + i : -1);
    }
    stores.store.maxBytes(stores.store.usedBytes() - 10_000);
    assertThat(stores.store.makeRoom()).isFalse();
    assertThat(stores.evicted).isEqualTo(500).isEqualTo(stores.evictedVolatile);
    assertThat(stores.keys.size()).isEqualTo(49_500);
  }

  @Test
  void theSoonestToExpireGoesFirst() {
    Stores stores = stores(Policy.VOLATILE_TTL, 0);
    SeededRandomness dice = new SeededRandomness(5);
    for (int i = 0; i < 50_000; i++) {
      stores.set(i, 20, Stores.BEGIN + 1_000 + dice.nextInt(1_000_000));
    }
    stores.store.maxBytes(stores.store.usedBytes() / 2);
    assertThat(stores.store.makeRoom()).isTrue();
    long late = Stores.BEGIN + 1_000_000 * stores.evicted / 50_000;
    assertThat(stores.soonestLeft).isBetween(late - 20_000, late + 20_000);
  }

  @Test
  void whatIsUsedOftenOutlivesWhatIsReadOnce() {
    for (Policy policy : new Policy[] {Policy.ALLKEYS_S3FIFO, Policy.ALLKEYS_LFU}) {
      Stores stores = stores(policy, 2 * MEGABYTE);
      for (int i = 0; i < 300_000; i++) {
        stores.store.now(Stores.BEGIN + i);
        stores.store.makeRoom();
        stores.set(1_000 + i, 32);
        if (!stores.get(i % 500)) {
          stores.set(i % 500, 32);
        }
      }
      int kept = 0;
      for (int i = 0; i < 500; i++) {
        kept += stores.get(i) ? 1 : 0;
      }
      assertThat(kept).as(policy.text()).isGreaterThan(490);
    }
  }

  @Test
  void allDatabasesGiveWay() {
    Stores stores = stores(Policy.ALLKEYS_S3FIFO, 0);
    for (int i = 0; i < 20_000; i++) {
      stores.set(i, 50);
    }
    stores.store.swap(0, 3);
    assertThat(stores.store.database(3).size()).isEqualTo(20_000);
    stores.store.maxBytes(500_000);
    assertThat(stores.store.makeRoom()).isTrue();
    assertThat(stores.store.database(3).size()).isBetween(1_000, 10_000);
  }
}
