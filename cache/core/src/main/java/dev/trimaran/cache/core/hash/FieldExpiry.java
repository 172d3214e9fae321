package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Periodic;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes fields whose deadline has passed: when their hash is met, and as time passes. Which
 * hashes to look at is noted by the number of their database and their key; a note may be stale,
 * for a key may be removed, replaced or renamed without a word. A hash that was renamed is noted
 * anew when it is met.
 */
final class FieldExpiry implements Periodic {

  private static final byte[] HDEL = "HDEL".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_AT_ONCE = 1024;
  private static final int NUMBER_BYTES = 2;

  private final RankedMembers notes;
  private final View view = new View();
  private byte[] scratch = new byte[64];

  /**
   * @param seed of the notes' hashes, unknown to those who choose the keys
   */
  FieldExpiry(long seed) {
    notes = new RankedMembers(seed);
  }

  /** The hash of a key has a field that expires then, and none before. */
  void note(Keyspace keys, View key, long atMs) {
    View note = noteOf(keys, key);
    if (notes.score(note) != atMs) {
      notes.put(note, atMs);
    }
  }

  private View noteOf(Keyspace keys, View key) {
    int length = NUMBER_BYTES + key.length();
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    scratch[0] = (byte) (keys.number() >>> 8);
    scratch[1] = (byte) keys.number();
    System.arraycopy(key.array(), key.offset(), scratch, NUMBER_BYTES, key.length());
    return view.of(scratch, 0, length);
  }

  @Override
  public long nextDeadline() {
    if (notes.size() == 0) {
      return Keyspace.NO_DEADLINE;
    }
    RankedMembers.Cursor first = notes.ascending(0);
    first.next(view);
    return (long) first.score();
  }

  @Override
  public int run(Databases databases, Effects effects, int limit) {
    int removed = 0;
    while (removed < limit && isDue(databases.now())) {
      byte[] note = view.copy();
      notes.remove(view.of(note));
      Keyspace keys = databases.database((note[0] & 0xFF) << 8 | (note[1] & 0xFF));
      int length = note.length - NUMBER_BYTES;
      long place = keys.find(note, NUMBER_BYTES, length, Access.PEEK);
      if (place != Keyspace.ABSENT && keys.type(place) == ValueType.HASH) {
        HashDatum hash = (HashDatum) keys.datum(place);
        removed += removeExpired(databases, effects, keys, place);
        if (hash.hasDeadlines()) {
          notes.put(view.of(note), hash.nextDeadline());
        }
      }
      removed++;
    }
    return removed;
  }

  /** Whether the first note's time has come; shows it. */
  private boolean isDue(long nowMs) {
    long next = nextDeadline();
    return next != Keyspace.NO_DEADLINE && next <= nowMs;
  }

  /** Removes those fields of a hash whose deadline has passed, and the hash with its last field. */
  int removeExpired(Databases databases, Effects effects, Keyspace keys, long place) {
    HashDatum hash = (HashDatum) keys.datum(place);
    int from = keys.keyOffset(place);
    byte[] key = new byte[keys.keyLength(place)];
    System.arraycopy(keys.keyArray(place), from, key, 0, key.length);
    int removed = 0;
    while (hash.hasDeadlines() && hash.nextDeadline() <= databases.now()) {
      List<byte[]> words = new ArrayList<>();
      words.add(HDEL);
      words.add(key);
      while (words.size() < MOST_AT_ONCE
          && hash.hasDeadlines()
          && hash.nextDeadline() <= databases.now()) {
        words.add(hash.removeNext());
      }
      removed += words.size() - 2;
      effects.journal(keys.number(), Arguments.of(words.toArray(byte[][]::new)));
    }
    if (removed > 0) {
      effects.modified(keys, key, 0, key.length);
      effects.event(keys, KeyEvent.HASH, "hexpired", new View().of(key));
      settle(effects, keys, key, hash);
    }
    return removed;
  }

  private static void settle(Effects effects, Keyspace keys, byte[] key, HashDatum hash) {
    long place = keys.find(key, 0, key.length, Access.PEEK);
    if (place == Keyspace.ABSENT) {
      return;
    }
    if (hash.size() > 0) {
      keys.touch(place);
    } else {
      keys.remove(place);
      effects.event(keys, KeyEvent.GENERIC, "del", new View().of(key));
    }
  }
}
