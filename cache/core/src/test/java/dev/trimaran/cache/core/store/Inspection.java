package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.keyspace.Keyspace;

/** Looks at a store from the inside: what is kept as it changes must equal what is counted. */
final class Inspection {

  private Inspection() {}

  static void check(Store store) {
    Ground ground = store.ground();
    long sum = ground.wheel.bytes() + ground.ghosts.bytes() + ground.slabs.spareBytes();
    long[] live = new long[ground.slabs.numbers()];
    for (int i = 0; i < store.count(); i++) {
      Database database = (Database) store.database(i);
      assertThat(database.number()).isEqualTo(i);
      sum += indexed(ground, database, live);
    }
    for (int i = 0; i < ground.slabs.numbers(); i++) {
      Slab slab = ground.slabs.peek(i);
      if (slab != null) {
        assertThat((long) slab.live).as("live bytes of slab " + i).isEqualTo(live[i]);
        sum += Slab.footprint(slab.bytes.length);
      }
    }
    assertThat(ground.usedBytes()).as("the ledger").isEqualTo(sum);
  }

  private static long indexed(Ground ground, Database database, long[] live) {
    Entries entries = database.entries();
    Records records = entries.records;
    long[] sums = new long[4];
    long cursor = 0;
    do {
      cursor =
          entries.index.scan(
              cursor,
              100,
              place -> {
                long meta = records.meta(place);
                assertThat(Records.kind(meta)).as("the index leads to what lives").isNotZero();
                byte[] key = records.keyArray(place);
                int offset = records.keyOffset(place);
                int length = records.keyLength(place);
                long hash = ground.hasher.hash(key, offset, length);
                assertThat(entries.index.find(key, offset, length, hash)).isEqualTo(place);
                sums[0]++;
                long deadline = Records.deadline(meta);
                if (deadline >= 0) {
                  sums[1]++;
                  int timer = ground.slabs.of(place).timer(Records.offset(place));
                  assertThat(ground.wheel.due(timer)).isLessThanOrEqualTo(deadline + 1);
                }
                if (Records.kind(meta) != Records.INLINE) {
                  Outside outside = records.outside(place);
                  assertThat(outside.accounted).isEqualTo(outside.weight());
                  sums[2] += outside.accounted;
                }
                if (Records.has(meta, Records.TOMBSTONE)) {
                  sums[3]++;
                }
                live[(int) (place >>> Slabs.OFFSET_BITS)] += Records.size(records.shape(place));
              });
    } while (cursor != 0);
    assertThat(sums[0]).isEqualTo(entries.index.entries());
    assertThat(sums[0]).isEqualTo(database.size() + sums[3]);
    assertThat(sums[3]).isEqualTo(entries.tombstones());
    assertThat(sums[1]).isEqualTo(database.volatileSize());
    assertThat(sums[2]).isEqualTo(entries.outsides.heldBytes());
    assertThat(database.randomPlace() == Keyspace.ABSENT || sums[0] > 0).isTrue();
    return entries.index.bytes() + entries.outsides.bytes();
  }
}
