package dev.trimaran.events.core.condition;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ProposedEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers an append's condition from memory: the positions of the events that have tags, by tag and
 * by type, and of all others the last by type. About three bytes for each tag of an event and three
 * for its type, and some 200 bytes for each different tag; an event without tags costs nothing.
 */
public final class TaggedEvents {

  private final Map<String, PositionList> tags = new HashMap<>();
  private final Map<String, PositionList> types = new HashMap<>();
  private final Map<String, Long> lastOfType = new HashMap<>();
  private long last = -1;

  /** An event was recorded, after all others. */
  public void add(ProposedEvent event, long position) {
    last = position;
    lastOfType.put(event.type(), position);
    if (event.tags().isEmpty()) {
      return;
    }
    types.computeIfAbsent(event.type(), _ -> new PositionList()).add(position);
    for (String tag : event.tags()) {
      PositionList list = tags.computeIfAbsent(tag, _ -> new PositionList());
      if (list.last() < position) {
        list.add(position);
      }
    }
  }

  /**
   * An event that a condition forbids.
   *
   * @return its position, the last one's where that is known at once; -1: there is none
   */
  public long violation(AppendCondition condition) {
    EventQuery query = condition.none();
    if (query.items().isEmpty()) {
      return last > condition.after() ? last : -1;
    }
    for (EventQuery.Item item : query.items()) {
      long found = match(item, condition.after());
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  private long match(EventQuery.Item item, long after) {
    return item.tags().isEmpty() ? matchTypes(item.types(), after) : matchTags(item, after);
  }

  private long matchTypes(List<String> wanted, long after) {
    long found = wanted.isEmpty() ? last : -1;
    for (String type : wanted) {
      found = Math.max(found, lastOfType.getOrDefault(type, -1L));
    }
    return found > after ? found : -1;
  }

  private long matchTags(EventQuery.Item item, long after) {
    List<PositionList.Cursor> all = new ArrayList<>();
    for (String tag : item.tags()) {
      PositionList list = tags.get(tag);
      if (list == null || list.last() <= after) {
        return -1;
      }
      all.add(list.cursor());
    }
    List<PositionList.Cursor> any = new ArrayList<>();
    for (String type : item.types()) {
      PositionList list = types.get(type);
      if (list != null && list.last() > after) {
        any.add(list.cursor());
      }
    }
    if (!item.types().isEmpty() && any.isEmpty()) {
      return -1;
    }
    return meet(all, any, after + 1);
  }

  /** The first position that is in each of {@code all}, and in one of {@code any} if there are. */
  private static long meet(
      List<PositionList.Cursor> all, List<PositionList.Cursor> any, long from) {
    long wanted = from;
    while (wanted != Long.MAX_VALUE) {
      long furthest = wanted;
      for (PositionList.Cursor cursor : all) {
        furthest = Math.max(furthest, cursor.seek(furthest));
      }
      if (!any.isEmpty() && furthest != Long.MAX_VALUE) {
        long nearest = Long.MAX_VALUE;
        for (PositionList.Cursor cursor : any) {
          nearest = Math.min(nearest, cursor.seek(furthest));
        }
        furthest = nearest;
      }
      if (furthest == wanted) {
        return wanted;
      }
      wanted = furthest;
    }
    return -1;
  }

  /** All of it, as of now, encoded when it is asked for. */
  public Supplier<ByteBuffer> checkpoint() {
    long lastNow = last;
    List<Captured> tagsNow = capture(tags);
    List<Captured> typesNow = capture(types);
    Map<String, Long> lastOfTypeNow = Map.copyOf(lastOfType);
    return () -> {
      var out = new Encoder(1024);
      out.varint(lastNow + 1);
      encode(out, tagsNow);
      encode(out, typesNow);
      out.varint(lastOfTypeNow.size());
      lastOfTypeNow.forEach((type, position) -> out.string(type).varint(position));
      return out.toBuffer();
    };
  }

  /** The positions of a tag or type as they were. */
  private record Captured(String name, PositionList.Captured positions) {}

  private static List<Captured> capture(Map<String, PositionList> lists) {
    List<Captured> captured = new ArrayList<>(lists.size());
    lists.forEach((name, list) -> captured.add(new Captured(name, list.capture())));
    return captured;
  }

  private static void encode(Encoder out, List<Captured> lists) {
    out.varint(lists.size());
    for (Captured list : lists) {
      out.string(list.name());
      list.positions().encode(out);
    }
  }

  /** Takes a checkpoint in place of all that was known. */
  public void restore(ByteBuffer encoded) throws DecodeException {
    var in = new Decoder(encoded);
    last = in.varint() - 1;
    decode(in, tags);
    decode(in, types);
    lastOfType.clear();
    for (int left = in.count(2); left > 0; left--) {
      lastOfType.put(in.string(), in.varint());
    }
    in.end();
  }

  private static void decode(Decoder in, Map<String, PositionList> lists) throws DecodeException {
    lists.clear();
    for (int left = in.count(3); left > 0; left--) {
      lists.put(in.string(), PositionList.decode(in));
    }
  }
}
