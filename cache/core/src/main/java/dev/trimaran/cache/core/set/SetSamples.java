package dev.trimaran.cache.core.set;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Sample;
import dev.trimaran.cache.core.scan.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands that draw members at random, or show the next ones. */
final class SetSamples {

  private static final byte[] SREM = "SREM".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DEL = "DEL".getBytes(StandardCharsets.US_ASCII);
  private static final int JOURNAL_BATCH = 1024;

  private final ScanRequest request = new ScanRequest();
  private final View member = new View();

  void scan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    SetDatum set = SetMembers.set(call, 1, Access.READ);
    if (set == null) {
      ScanRequest.answerNothing(call.reply());
      return;
    }
    request.read(call, 3);
    long next =
        set.scan(
            cursor,
            request.count(),
            (found, none) -> {
              if (request.accepts(found)) {
                request.found(found);
              }
            });
    request.answer(call.reply(), next);
  }

  void random(Call call) {
    if (call.count() > 3) {
      throw Refusals.SYNTAX;
    }
    long count = call.count() == 3 ? Sample.count(call, 2) : 0;
    SetDatum set = SetMembers.set(call, 1, Access.READ);
    Reply reply = call.reply();
    if (call.count() == 2) {
      if (set == null) {
        reply.nil();
      } else {
        set.random(call.randomness(), member);
        bulk(reply, member);
      }
    } else if (set == null || count == 0) {
      reply.array(0);
    } else if (count < 0) {
      int draws = Sample.draws(count, set);
      reply.array(draws);
      for (int i = 0; i < draws; i++) {
        set.random(call.randomness(), member);
        bulk(reply, member);
      }
    } else {
      reply.array((int) Math.min(count, set.size()));
      Sample.distinct(set, count, call.randomness(), (found, none) -> bulk(reply, found));
    }
  }

  private static void bulk(Reply reply, View view) {
    reply.bulk(view.array(), view.offset(), view.length());
  }

  void pop(Call call) {
    if (call.count() > 3) {
      throw Refusals.SYNTAX;
    }
    if (call.count() == 3) {
      popMany(call);
      return;
    }
    long place = call.find(1, Access.WRITE, ValueType.SET);
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
      return;
    }
    SetDatum set = (SetDatum) call.keys().datum(place);
    set.random(call.randomness(), member);
    byte[] popped = member.copy();
    set.remove(member.of(popped));
    call.journal(Arguments.of(SREM, call.arguments().copy(1), popped));
    call.changed(KeyEvent.SET, "spop", 1);
    call.settle(1, place, set);
    call.reply().bulk(popped);
  }

  private void popMany(Call call) {
    long count = call.integer(2, Refusals.OUT_OF_RANGE);
    if (count < 0) {
      throw Refusals.OUT_OF_RANGE;
    }
    long place = call.find(1, Access.WRITE, ValueType.SET);
    if (place == Keyspace.ABSENT || count == 0) {
      call.reply().set(0);
      return;
    }
    SetDatum set = (SetDatum) call.keys().datum(place);
    if (count >= set.size()) {
      popAll(call, place, set);
      return;
    }
    Reply reply = call.reply();
    List<byte[]> popped = new ArrayList<>((int) count);
    Sample.distinct(set, count, call.randomness(), (found, none) -> popped.add(found.copy()));
    reply.set(popped.size());
    for (byte[] each : popped) {
      set.remove(member.of(each));
      reply.bulk(each);
    }
    journalRemoval(call, popped);
    call.changed(KeyEvent.SET, "spop", 1);
    call.dirty(popped.size() - 1);
    call.settle(1, place, set);
  }

  private static void popAll(Call call, long place, SetDatum set) {
    SetMembers.answer(call.reply(), set);
    call.dirty(set.size() - 1);
    call.journal(Arguments.of(DEL, call.arguments().copy(1)));
    call.changed(KeyEvent.SET, "spop", 1);
    call.keys().remove(place);
    call.event(call.keys(), KeyEvent.GENERIC, "del", 1);
  }

  private static void journalRemoval(Call call, List<byte[]> popped) {
    byte[] key = call.arguments().copy(1);
    for (int from = 0; from < popped.size(); from += JOURNAL_BATCH) {
      List<byte[]> words = new ArrayList<>();
      words.add(SREM);
      words.add(key);
      words.addAll(popped.subList(from, Math.min(popped.size(), from + JOURNAL_BATCH)));
      call.journal(Arguments.of(words.toArray(byte[][]::new)));
    }
  }
}
