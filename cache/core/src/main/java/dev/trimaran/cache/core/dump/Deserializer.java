package dev.trimaran.cache.core.dump;

import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.rdb.BadPayload;
import dev.trimaran.cache.core.rdb.Packs;
import dev.trimaran.cache.core.rdb.RdbInput;
import dev.trimaran.cache.core.rdb.RdbType;
import dev.trimaran.cache.core.set.SetDatum;
import java.util.ArrayList;
import java.util.List;

/** Reads a value in any of the forms of its type. */
final class Deserializer {

  private final Limits limits;
  private final long seed;

  Deserializer(Limits limits, long seed) {
    this.limits = limits;
    this.seed = seed;
  }

  Datum datum(int type, RdbInput in) {
    return switch (type) {
      case RdbType.SET -> set(strings(in, in.length()));
      case RdbType.SET_INTEGERS -> set(pack(in, Packs::integers));
      case RdbType.HASH -> hash(strings(in, 2 * in.length()));
      case RdbType.HASH_ZIPLIST -> hash(pack(in, Packs::ziplist));
      case RdbType.HASH_LISTPACK -> hash(pack(in, Packs::listpack));
      default -> throw new BadPayload("type");
    };
  }

  private static List<byte[]> strings(RdbInput in, int count) {
    List<byte[]> strings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      strings.add(in.string());
    }
    return strings;
  }

  private static List<byte[]> pack(RdbInput in, Unpacking unpacking) {
    List<byte[]> strings = new ArrayList<>();
    unpacking.unpack(in.string(), strings::add);
    return strings;
  }

  private SetDatum set(List<byte[]> members) {
    SetDatum set = new SetDatum(seed);
    View member = new View();
    for (byte[] each : members) {
      unique(set.add(member.of(each), limits));
    }
    return set;
  }

  private HashDatum hash(List<byte[]> pairs) {
    HashDatum hash = new HashDatum(seed);
    View field = new View();
    View value = new View();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      unique(hash.put(field.of(pairs.get(i)), value.of(pairs.get(i + 1)), limits));
    }
    return hash;
  }

  private static void unique(boolean added) {
    if (!added) {
      throw new BadPayload("an element twice");
    }
  }

  @FunctionalInterface
  private interface Unpacking {
    void unpack(byte[] pack, java.util.function.Consumer<byte[]> element);
  }
}
