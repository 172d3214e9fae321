package dev.trimaran.cache.core.keyspace;

import dev.trimaran.cache.core.model.ValueType;

/**
 * The value of a key that is not a string: a list, a set, a hash or a sorted set in an encoding of
 * its own. After a change the command calls {@link Keyspace#touch}, so that memory is accounted and
 * the version moves on; a datum that has become empty is removed with its key by the command.
 */
public interface Datum {

  ValueType type();

  /** Bytes held, estimated, own objects included; O(1), kept as it changes. */
  long bytes();

  /** What {@code OBJECT ENCODING} answers, in Redis's words. */
  String encoding();

  /** How many elements; 0 is empty. */
  int size();

  /** Deep, for {@code COPY}. */
  Datum copy();
}
