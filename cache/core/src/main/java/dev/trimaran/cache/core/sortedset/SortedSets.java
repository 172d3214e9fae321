package dev.trimaran.cache.core.sortedset;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import org.jspecify.annotations.Nullable;

/** Finding, storing and telling sorted sets. */
final class SortedSets {

  private SortedSets() {}

  /** The sorted set of a key, null where there is none. */
  static @Nullable SortedSetDatum find(Call call, int key, Access access) {
    long place = call.find(key, access, ValueType.SORTED_SET);
    return place == Keyspace.ABSENT ? null : (SortedSetDatum) call.keys().datum(place);
  }

  static SortedSetDatum empty(Call call) {
    return new SortedSetDatum(call.randomness().nextLong());
  }

  /** Puts a result in the place of whatever a key holds; nothing, where the result is empty. */
  static void replace(Call call, int key, SortedSetDatum result, String event) {
    long place = call.find(key, Access.WRITE);
    if (result.size() > 0) {
      call.put(key, result, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.SORTED_SET, event, key);
    } else if (place != Keyspace.ABSENT) {
      call.changed(KeyEvent.GENERIC, "del", key);
      call.keys().remove(place);
    }
  }

  /** The head of an array of members, with their scores or without. */
  static void head(Reply reply, int members, boolean scores) {
    reply.array(scores && !reply.resp3() ? 2 * members : members);
  }

  /** A member, with its score or without: in RESP3 the two are an array. */
  static void element(Reply reply, View member, double score, boolean scores) {
    if (scores && reply.resp3()) {
      reply.array(2);
    }
    reply.bulk(member.array(), member.offset(), member.length());
    if (scores) {
      reply.number(score);
    }
  }
}
