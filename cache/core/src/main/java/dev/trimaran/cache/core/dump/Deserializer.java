package dev.trimaran.cache.core.dump;

import dev.trimaran.cache.core.hash.HashDatum;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.list.ListDatum;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.rdb.BadPayload;
import dev.trimaran.cache.core.rdb.Packs;
import dev.trimaran.cache.core.rdb.RdbInput;
import dev.trimaran.cache.core.rdb.RdbType;
import dev.trimaran.cache.core.set.SetDatum;
import dev.trimaran.cache.core.sortedset.SortedSetDatum;
import dev.trimaran.cache.core.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a value in any of the forms of its type. */
final class Deserializer {

  /** A node of a list that holds one element as it is. */
  private static final int ONE_ELEMENT = 1;

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
      case RdbType.HASH_WITH_DEADLINES -> hashWithDeadlines(in);
      case RdbType.HASH_ZIPLIST -> hash(pack(in, Packs::ziplist));
      case RdbType.HASH_LISTPACK -> hash(pack(in, Packs::listpack));
      case RdbType.LIST -> list(strings(in, in.length()));
      case RdbType.LIST_ZIPLISTS -> list(packs(in, false));
      case RdbType.LIST_LISTPACKS -> list(packs(in, true));
      case RdbType.SORTED_SET -> sortedSet(in, false);
      case RdbType.SORTED_SET_TEXT -> sortedSet(in, true);
      case RdbType.SORTED_SET_ZIPLIST -> sortedSet(pack(in, Packs::ziplist));
      case RdbType.SORTED_SET_LISTPACK -> sortedSet(pack(in, Packs::listpack));
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

  /** The elements of all nodes of a list; a node of listpacks may be one large element. */
  private static List<byte[]> packs(RdbInput in, boolean listpacks) {
    List<byte[]> elements = new ArrayList<>();
    int nodes = in.length();
    for (int i = 0; i < nodes; i++) {
      if (!listpacks) {
        Packs.ziplist(in.string(), elements::add);
      } else if (in.length() == ONE_ELEMENT) {
        elements.add(in.string());
      } else {
        Packs.listpack(in.string(), elements::add);
      }
    }
    return elements;
  }

  private static ListDatum list(List<byte[]> elements) {
    ListDatum list = new ListDatum();
    View element = new View();
    elements.forEach(each -> list.push(false, element.of(each)));
    return list;
  }

  private SortedSetDatum sortedSet(RdbInput in, boolean text) {
    SortedSetDatum set = new SortedSetDatum(seed);
    View member = new View();
    int members = in.length();
    for (int i = 0; i < members; i++) {
      member.of(in.string());
      add(set, member, text ? in.numberText() : in.number());
    }
    return set;
  }

  private SortedSetDatum sortedSet(List<byte[]> pairs) {
    SortedSetDatum set = new SortedSetDatum(seed);
    View member = new View();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      byte[] score = pairs.get(i + 1);
      Double parsed = Numbers.parseDouble(score, 0, score.length);
      add(set, member.of(pairs.get(i)), parsed == null ? Double.NaN : parsed);
    }
    return set;
  }

  private void add(SortedSetDatum set, View member, double score) {
    if (Double.isNaN(score)) {
      throw new BadPayload("score");
    }
    unique(set.put(member, score, limits));
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

  private HashDatum hashWithDeadlines(RdbInput in) {
    HashDatum hash = new HashDatum(seed);
    View field = new View();
    View value = new View();
    long earliest = in.time();
    int fields = in.length();
    for (int i = 0; i < fields; i++) {
      long later = in.longLength();
      field.of(in.string());
      unique(hash.put(field, value.of(in.string()), limits));
      if (later > 0) {
        hash.deadline(field, earliest + later - 1);
      }
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
    void unpack(byte[] pack, Consumer<byte[]> element);
  }
}
