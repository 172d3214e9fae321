package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.store.Model.Held;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A store and a model of it that meet the same random fate, compared at each step. */
final class RandomLife {

  private static final int DATABASES = 3;
  private static final byte[] NOISE = new byte[64 << 10];

  final SeededRandomness dice;
  final Model model = new Model(DATABASES);
  final Store store;
  private final StoreConfig config;
  private final int keys;
  private final Value value = new Value();
  private long version;
  private boolean scanning;
  private long cursor;
  private Set<String> visited = new HashSet<>();
  long scans;

  RandomLife(long seed, StoreConfig config, int keys) {
    dice = new SeededRandomness(seed);
    this.config = config;
    this.keys = keys;
    for (int i = 0; i < NOISE.length; i++) {
      NOISE[i] = (byte) (i * 31 + i / 251);
    }
    store = new Store(config, model, () -> ++version, new SeededRandomness(seed + 1));
    now(1_700_000_000_000L);
  }

  static StoreConfig config() {
    StoreConfig all = StoreConfig.defaults();
    return new StoreConfig(DATABASES, 0, all.policy(), 5, false);
  }

  private void now(long now) {
    if (now < model.now) { // what a scan did not meet since it had expired may live again
      model.steady.removeIf(key -> model.get(0, key) == null);
    }
    model.now = now;
    store.now(now);
  }

  void step() {
    int database = dice.nextInt(8) == 0 ? dice.nextInt(DATABASES) : 0;
    String key = key();
    Keyspace space = store.database(database);
    if (dice.nextInt(16) == 0) {
      space.prefetch(Arguments.of("", key, "", key(), "", "absent"), 1, 2);
    }
    switch (dice.nextInt(41)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> set(space, key);
      case 11, 12, 13, 14, 15 -> check(space, key);
      case 16, 17, 18, 19, 20 -> remove(space, key);
      case 21, 22, 23 -> resize(space, key);
      case 24, 25, 26 -> deadline(space, key);
      case 27, 28 -> put(space, key);
      case 29 -> touch(space, key);
      case 39 -> soft(space, key);
      case 30 -> rename(space, key, key());
      case 31, 32, 33, 34 -> time();
      case 35, 36 -> scan();
      case 37 -> random(space);
      case 38 -> makeRoom();
      default -> seldom(database);
    }
  }

  private String key() {
    int number = dice.nextInt(keys);
    return number % 97 == 0 ? "long".repeat(300 + number % 7) + number : "k" + number;
  }

  private void set(Keyspace space, String key) {
    makeRoom();
    int length = length();
    int from = dice.nextInt(64);
    boolean raw = dice.nextInt(4) == 0;
    if (raw) {
      value.edited(NOISE, from, length);
    } else {
      value.of(NOISE, from, length);
    }
    long deadline = someDeadline();
    byte[] bytes = Model.bytes(key);
    long place = space.set(bytes, 0, bytes.length, value, deadline);
    Held held = model.put(space.number(), key);
    held.bytes = Arrays.copyOfRange(NOISE, from, from + length);
    held.edited = raw;
    held.deadline = deadline;
    changed(space, place, held);
    compare(space, place, key, held);
  }

  private int length() {
    return switch (dice.nextInt(12)) {
      case 0 -> dice.nextInt(6000);
      case 1 -> dice.nextInt(100) == 0 ? dice.nextInt(60_000) : 0;
      case 2, 3, 4 -> dice.nextInt(300);
      default -> 32;
    };
  }

  private long someDeadline() {
    return switch (dice.nextInt(6)) {
      case 0 -> model.now + dice.nextInt(100);
      case 1 -> model.now + dice.nextInt(100_000);
      case 2 -> model.now + (long) dice.nextInt(1_000_000) * dice.nextInt(10_000);
      default -> Keyspace.NO_DEADLINE;
    };
  }

  private void changed(Keyspace space, long place, Held held) {
    assertThat(space.version(place)).as("a change is stamped").isEqualTo(version);
    assertThat(version).isGreaterThan(held.version);
    held.version = version;
  }

  private long find(Keyspace space, String key) {
    byte[] bytes = Model.bytes("_" + key);
    return space.find(bytes, 1, bytes.length - 1, Access.values()[dice.nextInt(3)]);
  }

  private void check(Keyspace space, String key) {
    Held held = model.get(space.number(), key);
    long place = find(space, key);
    assertThat(place != Keyspace.ABSENT).as(key).isEqualTo(held != null);
    if (held != null) {
      compare(space, place, key, held);
    } else {
      assertThat(model.databases.get(space.number())).doesNotContainKey(key);
    }
  }

  private void compare(Keyspace space, long place, String key, Held held) {
    int offset = space.keyOffset(place);
    assertThat(Model.text(space.keyArray(place), offset, space.keyLength(place))).isEqualTo(key);
    assertThat(space.deadline(place)).isEqualTo(held.deadline);
    assertThat(space.version(place)).isEqualTo(held.version);
    if (held.datum != null) {
      assertThat(space.datum(place)).isSameAs(held.datum);
      assertThat(space.type(place)).isEqualTo(held.datum.type());
      return;
    }
    assertThat(space.soft().get(place)).isEqualTo(held.soft);
    assertThat(space.edited(place)).isEqualTo(held.edited);
    int from = space.offset(place);
    int to = from + space.length(place);
    if (!Arrays.equals(space.array(place), from, to, held.bytes, 0, held.bytes.length)) {
      assertThat(Arrays.copyOfRange(space.array(place), from, to)).isEqualTo(held.bytes);
    }
    assertThat(space.bytes(place)).isGreaterThanOrEqualTo(held.bytes.length);
  }

  private void remove(Keyspace space, String key) {
    long place = find(space, key);
    if (place != Keyspace.ABSENT) {
      space.remove(place);
      assertThat(model.remove(space.number(), key)).isNotNull();
    }
  }

  private void resize(Keyspace space, String key) {
    Held held = model.get(space.number(), key);
    long place = find(space, key);
    if (held == null || held.datum != null) {
      return;
    }
    int length = dice.nextInt(3) == 0 ? length() : held.bytes.length + dice.nextInt(40);
    place = space.resize(place, length);
    held.bytes = Arrays.copyOf(held.bytes, length);
    held.edited = true;
    held.soft = Keyspace.NO_DEADLINE;
    changed(space, place, held);
    compare(space, place, key, held);
    if (length > 0) {
      space.array(place)[space.offset(place) + length - 1] = 7;
      held.bytes[length - 1] = 7;
      space.touch(place);
      changed(space, place, held);
    }
  }

  private void deadline(Keyspace space, String key) {
    Held held = model.get(space.number(), key);
    long place = find(space, key);
    if (held != null) {
      held.deadline = someDeadline();
      space.deadline(place, held.deadline);
      changed(space, place, held);
      compare(space, place, key, held);
    }
  }

  private void soft(Keyspace space, String key) {
    Held held = model.get(space.number(), key);
    long place = find(space, key);
    if (held != null && held.datum == null) {
      held.soft = someDeadline();
      place = space.soft().set(place, held.soft);
      held.version = space.version(place);
      compare(space, place, key, held);
    }
  }

  private void put(Keyspace space, String key) {
    FakeDatum datum = new FakeDatum(dice.nextInt(1000));
    long deadline = someDeadline();
    byte[] bytes = Model.bytes(key);
    long place = space.put(bytes, 0, bytes.length, datum, deadline);
    Held held = model.put(space.number(), key);
    held.datum = datum;
    held.deadline = deadline;
    changed(space, place, held);
    compare(space, place, key, held);
  }

  private void touch(Keyspace space, String key) {
    Held held = model.get(space.number(), key);
    long place = find(space, key);
    if (held != null && held.datum != null) {
      held.datum.weigh(dice.nextInt(5000));
      space.touch(place);
      changed(space, place, held);
    }
  }

  private void rename(Keyspace space, String from, String to) {
    Held held = model.get(space.number(), from);
    long place = find(space, from);
    if (held == null || from.equals(to) || model.get(space.number(), to) != null) {
      return;
    }
    byte[] bytes = Model.bytes(to);
    long made = space.rename(place, bytes, 0, bytes.length);
    model.remove(space.number(), from);
    model.databases.get(space.number()).put(to, held);
    changed(space, made, held);
    compare(space, made, to, held);
    assertThat(find(space, from)).isEqualTo(Keyspace.ABSENT);
  }

  private void time() {
    switch (dice.nextInt(12)) {
      case 0 -> now(model.now - dice.nextInt(1000));
      case 1 -> now(model.now + dice.nextInt(1_000_000));
      case 2 -> now(model.now + (dice.nextInt(50) == 0 ? 86_400_000L * dice.nextInt(40) : 0));
      default -> now(model.now + dice.nextInt(20));
    }
    long next = store.nextDeadline();
    int limit = dice.nextInt(50);
    long before = model.expired;
    int removed = store.expire(limit);
    assertThat(removed).isLessThanOrEqualTo(limit).isEqualTo((int) (model.expired - before));
    assertThat(removed == 0 || next <= model.now).as("a deadline is announced").isTrue();
  }

  private void scan() {
    Keyspace space = store.database(0);
    if (!scanning) {
      scanning = true;
      cursor = 0;
      visited = new HashSet<>();
      model.steady = new HashSet<>(model.databases.get(0).keySet());
    }
    cursor =
        space.scan(
            cursor,
            1 + dice.nextInt(30),
            place -> {
              int offset = space.keyOffset(place);
              String key = Model.text(space.keyArray(place), offset, space.keyLength(place));
              visited.add(key);
              assertThat(model.get(0, key)).as("a scan meets what lives").isNotNull();
            });
    if (cursor == 0) {
      scanning = false;
      scans++;
      model.steady.removeIf(key -> model.get(0, key) == null);
      assertThat(visited).containsAll(model.steady);
    }
  }

  private void random(Keyspace space) {
    long place = space.randomPlace();
    boolean any = false;
    for (String key : model.databases.get(space.number()).keySet()) {
      any |= model.get(space.number(), key) != null;
    }
    assertThat(place != Keyspace.ABSENT).isEqualTo(any);
    if (any) {
      int offset = space.keyOffset(place);
      String key = Model.text(space.keyArray(place), offset, space.keyLength(place));
      assertThat(model.get(space.number(), key)).isNotNull();
    }
  }

  private void makeRoom() {
    boolean kept = store.makeRoom();
    assertThat(kept).isEqualTo(store.maxBytes() == 0 || store.usedBytes() <= store.maxBytes());
  }

  private void seldom(int database) {
    switch (dice.nextInt(1500)) {
      case 0 -> {
        store.database(database).clear();
        model.databases.get(database).clear();
        model.steady.removeIf(key -> database == 0);
      }
      case 1, 2 -> swap(dice.nextInt(DATABASES), dice.nextInt(DATABASES));
      case 3, 4, 5, 6, 7, 8, 9, 10 -> checkAll();
      case 11, 12, 13 -> flood(store.database(0));
      default -> store.expire(1);
    }
  }

  private void swap(int one, int other) {
    if (one == 0 || other == 0) {
      model.steady = new HashSet<>();
    }
    store.swap(one, other);
    var kept = model.databases.get(one);
    model.databases.set(one, model.databases.get(other));
    model.databases.set(other, kept);
  }

  /** Many keys at once, and their removal in other numbers: the index grows and shrinks. */
  private void flood(Keyspace space) {
    int count = dice.nextInt(3 * keys);
    for (int i = 0; i < count; i++) {
      set(space, "flood" + i);
    }
    int kept = dice.nextInt(count + 1);
    for (int i = 0; i < count - kept; i++) {
      remove(space, "flood" + i);
    }
  }

  /** Everything is compared, from the outside and from the inside. */
  void checkAll() {
    Inspection.check(store);
    for (int i = 0; i < DATABASES; i++) {
      Keyspace space = store.database(i);
      assertThat(space.size()).isEqualTo(model.databases.get(i).size());
      for (String key : Set.copyOf(model.databases.get(i).keySet())) {
        check(space, key);
      }
      assertThat(space.size()).isEqualTo(model.databases.get(i).size());
    }
    if (config.maxBytes() == 0) {
      assertThat(model.evicted).isZero();
    }
  }
}
