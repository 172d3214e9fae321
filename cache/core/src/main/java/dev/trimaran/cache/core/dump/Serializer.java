package dev.trimaran.cache.core.dump;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.list.ListDatum;
import dev.trimaran.cache.core.rdb.RdbOutput;
import dev.trimaran.cache.core.rdb.RdbType;
import dev.trimaran.cache.core.set.SetDatum;
import dev.trimaran.cache.core.sortedset.SortedSetDatum;

/** Writes a value in the plain form of its type. */
public final class Serializer {

  private final RdbOutput out = new RdbOutput();

  /** The payload of a value; the serializer may be used again. */
  public byte[] serialize(Keyspace keys, long place) {
    switch (keys.type(place)) {
      case STRING ->
          out.type(RdbType.STRING)
              .string(keys.array(place), keys.offset(place), keys.length(place));
      case HASH -> hash((HashDatum) keys.datum(place));
      case SET -> set((SetDatum) keys.datum(place));
      case LIST -> list((ListDatum) keys.datum(place));
      case SORTED_SET -> sortedSet((SortedSetDatum) keys.datum(place));
      case STREAM -> Checks.that(false, "there are no streams");
    }
    return out.finish();
  }

  private void hash(HashDatum hash) {
    if (hash.hasDeadlines()) {
      hashWithDeadlines(hash);
      return;
    }
    out.type(RdbType.HASH).length(hash.size());
    hash.forEach((field, value) ->
        out.string(field.array(), field.offset(), field.length())
            .string(value.array(), value.offset(), value.length()));
  }

  /** Each field with its deadline, counted from the earliest; 0 where it has none. */
  private void hashWithDeadlines(HashDatum hash) {
    long earliest = hash.nextDeadline();
    out.type(RdbType.HASH_WITH_DEADLINES).time(earliest).length(hash.size());
    hash.forEach((field, value) -> {
      long deadline = hash.deadline(field);
      out.longLength(deadline == Keyspace.NO_DEADLINE ? 0 : deadline - earliest + 1)
          .string(field.array(), field.offset(), field.length())
          .string(value.array(), value.offset(), value.length());
    });
  }

  private void set(SetDatum set) {
    out.type(RdbType.SET).length(set.size());
    set.forEach((member, _) -> out.string(member.array(), member.offset(), member.length()));
  }

  private void list(ListDatum list) {
    out.type(RdbType.LIST).length(list.size());
    list.forEach(element -> out.string(element.array(), element.offset(), element.length()));
  }

  private void sortedSet(SortedSetDatum set) {
    out.type(RdbType.SORTED_SET).length(set.size());
    set.members()
        .forEach((member, score) ->
            out.string(member.array(), member.offset(), member.length()).number(score));
  }
}
