package dev.trimaran.cache.core.sort;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.list.ListDatum;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.set.SetDatum;
import dev.trimaran.cache.core.sortedset.SortedSetDatum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the elements of a list, a set or a sorted set, and tells them or what they point to. */
final class Sort {

  private static final byte[] NOTHING = new byte[0];

  private final Call call;
  private final SortRequest request;
  private final Lookup lookup;

  private Sort(Call call, SortRequest request) {
    this.call = call;
    this.request = request;
    lookup = new Lookup(call.keys());
  }

  static void run(Call call, boolean mayStore) {
    new Sort(call, SortRequest.read(call, mayStore)).run();
  }

  private void run() {
    long place = call.find(1, Access.READ);
    ValueType type = place == Keyspace.ABSENT ? ValueType.LIST : call.keys().type(place);
    List<byte[]> elements = place == Keyspace.ABSENT ? new ArrayList<>() : elements(place, type);
    // A set has no order of its own: stored as a list it gets one, so that every copy is the same.
    boolean bytesOfSet = request.unsorted() && type == ValueType.SET && request.storeArgument() > 0;
    if (bytesOfSet) {
      elements = sorted(elements, true, null);
    } else if (!request.unsorted()) {
      elements = sorted(elements, request.alpha(), request.by());
    } else if (type != ValueType.SET && request.descending()) {
      Collections.reverse(elements);
    }
    List<byte @Nullable []> told = told(limited(elements));
    if (request.storeArgument() > 0) {
      store(told);
    } else {
      tell(told);
    }
  }

  private List<byte[]> elements(long place, ValueType type) {
    List<byte[]> elements = new ArrayList<>();
    switch (type) {
      case LIST ->
          ((ListDatum) call.keys().datum(place)).forEach(each -> elements.add(each.copy()));
      case SET ->
          ((SetDatum) call.keys().datum(place)).forEach((each, _) -> elements.add(each.copy()));
      case SORTED_SET ->
          ((SortedSetDatum) call.keys().datum(place))
              .members()
              .forEach((each, _) -> elements.add(each.copy()));
      case STRING, HASH, STREAM -> throw Refusals.WRONG_TYPE;
    }
    return elements;
  }

  private List<byte[]> sorted(List<byte[]> elements, boolean alpha, byte @Nullable [] by) {
    List<Weighted> weighted = new ArrayList<>();
    for (byte[] element : elements) {
      byte[] weight = by == null ? element : lookup.find(by, element);
      weighted.add(Weighted.of(element, weight, alpha));
    }
    Comparator<Weighted> order = alpha ? Weighted.BY_TEXT : Weighted.BY_NUMBER;
    weighted.sort(request.descending() ? order.reversed() : order);
    List<byte[]> sorted = new ArrayList<>();
    weighted.forEach(each -> sorted.add(each.element()));
    return sorted;
  }

  private List<byte[]> limited(List<byte[]> elements) {
    long size = elements.size();
    long from = Math.min(Math.max(0, request.offset()), size);
    long to = request.limit() < 0 ? size : Math.min(size, from + Math.min(size, request.limit()));
    return elements.subList((int) from, (int) to);
  }

  /** What is told: each element, or what each pattern finds for it. */
  private List<byte @Nullable []> told(List<byte[]> elements) {
    List<byte @Nullable []> told = new ArrayList<>();
    for (byte[] element : elements) {
      if (request.get().isEmpty()) {
        told.add(element);
      }
      request.get().forEach(pattern -> told.add(lookup.find(pattern, element)));
    }
    return told;
  }

  private void tell(List<byte @Nullable []> told) {
    call.reply().array(told.size());
    for (byte[] each : told) {
      if (each == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(each);
      }
    }
  }

  private void store(List<byte @Nullable []> told) {
    int key = request.storeArgument();
    if (told.isEmpty()) {
      long there = call.find(key, Access.WRITE);
      if (there != Keyspace.ABSENT) {
        call.keys().remove(there);
        call.changed(KeyEvent.GENERIC, "del", key);
      }
    } else {
      ListDatum list = new ListDatum();
      View element = new View();
      told.forEach(each -> list.push(false, element.of(each == null ? NOTHING : each)));
      call.put(key, list, Keyspace.NO_DEADLINE);
      call.changed(KeyEvent.LIST, "sortstore", key);
    }
    call.reply().integer(told.size());
  }
}
