package dev.trimaran.cache.core.dump;

import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.rdb.RdbOutput;
import dev.trimaran.cache.core.rdb.RdbType;
import dev.trimaran.cache.core.set.SetDatum;

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
      case LIST, SORTED_SET, STREAM -> throw new UnsupportedOperationException();
    }
    return out.finish();
  }

  private void hash(HashDatum hash) {
    out.type(RdbType.HASH).length(hash.size());
    hash.forEach((field, value) ->
        out.string(field.array(), field.offset(), field.length())
            .string(value.array(), value.offset(), value.length()));
  }

  private void set(SetDatum set) {
    out.type(RdbType.SET).length(set.size());
    set.forEach((member, _) -> out.string(member.array(), member.offset(), member.length()));
  }
}
