package dev.trimaran.cache.node.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.keyspace.Watcher;
import dev.trimaran.cache.core.store.Store;
import dev.trimaran.cache.core.store.StoreConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The requests by which a snapshot says what a string is. */
final class StoreSourceTest {

  private static final Watcher NOBODY =
      new Watcher() {
        @Override
        public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {}

        @Override
        public void evicted(Keyspace keys, byte[] key, int offset, int length) {}
      };

  /** The requests as words. */
  private static final class Words implements Source.Sink {
    final List<List<String>> requests = new ArrayList<>();

    @Override
    public void begin(int database, int arguments) {
      requests.add(new ArrayList<>());
    }

    @Override
    public void argument(byte[] bytes, int offset, int length) {
      requests.getLast().add(new String(bytes, offset, length, UTF_8));
    }
  }

  @Test
  void aSoftDeadlineIsARequestOfItsOwn() {
    long[] version = {0};
    Store store =
        new Store(StoreConfig.defaults(), NOBODY, () -> ++version[0], new SeededRandomness(1));
    Keyspace keys = store.database(0);
    byte[] text = "kv".getBytes(UTF_8);
    long place = keys.set(text, 0, 1, new Value().of(text, 1, 1), 5000);
    long soft = keys.soft().set(place, 3000);
    StoreSource source = new StoreSource(store, () -> version[0], () -> 0);
    Words words = new Words();
    source.describe(keys, soft, words);
    assertThat(words.requests)
        .containsExactly(
            List.of("SET", "k", "v", "PXAT", "5000"), List.of("SOFTEXPIREAT", "k", "3000"));
  }
}
