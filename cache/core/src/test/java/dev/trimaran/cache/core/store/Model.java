package dev.trimaran.cache.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Watcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a store should hold, in maps; is told of what the store removes by itself. */
final class Model implements Watcher {

  /** A value: a string, or a datum. */
  static final class Held {
    byte[] bytes = new byte[0];
    @Nullable FakeDatum datum;
    boolean edited;
    long deadline = Keyspace.NO_DEADLINE;
    long soft = Keyspace.NO_DEADLINE;
    long version;
  }

  final List<Map<String, Held>> databases = new ArrayList<>();

  /** Keys of database 0 that have been there since a scan began. */
  Set<String> steady = new HashSet<>();

  long now;
  long expired;
  long evicted;
  long lastDeadline;

  Model(int count) {
    for (int i = 0; i < count; i++) {
      databases.add(new HashMap<>());
    }
  }

  static String text(byte[] key, int offset, int length) {
    return new String(key, offset, length, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean isExpired(Held held) {
    return held.deadline >= 0 && now > held.deadline;
  }

  /** What is there and has not expired. */
  @Nullable Held get(int database, String key) {
    Held held = databases.get(database).get(key);
    return held == null || isExpired(held) ? null : held;
  }

  Held put(int database, String key) {
    Held held = new Held();
    databases.get(database).put(key, held);
    return held;
  }

  @Nullable Held remove(int database, String key) {
    if (database == 0) {
      steady.remove(key);
    }
    return databases.get(database).remove(key);
  }

  @Override
  public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {
    Held held = remove(keys.number(), text(key, offset, length));
    if (held == null) {
      throw new AssertionError("what expires was there: " + text(key, offset, length));
    }
    assertThat(isExpired(held)).as("what expires has expired").isTrue();
    assertThat(lateMs).isEqualTo(now - held.deadline);
    lastDeadline = held.deadline;
    expired++;
  }

  @Override
  public void evicted(Keyspace keys, byte[] key, int offset, int length) {
    Held held = remove(keys.number(), text(key, offset, length));
    assertThat(held).as("what is evicted was there").isNotNull();
    evicted++;
  }
}
