package dev.trimaran.cache.core.hash;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Sample;
import dev.trimaran.cache.core.scan.ScanRequest;
import org.jspecify.annotations.Nullable;

/** The commands that show a part of a hash: the next fields, or fields drawn at random. */
final class HashSamples {

  private static final Word WITHVALUES = Word.of("WITHVALUES");

  private final Hashes hashes;
  private final ScanRequest request = new ScanRequest();
  private final View field = new View();
  private final View value = new View();

  HashSamples(Hashes hashes) {
    this.hashes = hashes;
  }

  private @Nullable HashDatum hash(Call call) {
    long place = hashes.find(call, Access.READ);
    return place == Keyspace.ABSENT ? null : Hashes.at(call, place);
  }

  void scan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    HashDatum hash = hash(call);
    if (hash == null) {
      ScanRequest.answerNothing(call.reply());
      return;
    }
    request.read(call, 3);
    long next =
        hash.scan(
            cursor,
            request.count(),
            (f, v) -> {
              if (request.accepts(f)) {
                request.found(f);
                request.found(v);
              }
            });
    request.answer(call.reply(), next);
  }

  void random(Call call) {
    if (call.count() == 2) {
      one(call);
      return;
    }
    long count = Sample.count(call, 2);
    boolean withValues = call.count() == 4 && call.arguments().is(3, WITHVALUES);
    if (call.count() > 4 || call.count() == 4 && !withValues) {
      throw Refusals.SYNTAX;
    }
    if (withValues) {
      Sample.checkPairs(count);
    }
    HashDatum hash = hash(call);
    if (hash == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      repeated(call, hash, Sample.draws(count, hash), withValues);
    } else {
      distinct(call, hash, count, withValues);
    }
  }

  private void one(Call call) {
    HashDatum hash = hash(call);
    if (hash == null) {
      call.reply().nil();
      return;
    }
    hash.random(call.randomness(), field, value);
    call.reply().bulk(field.array(), field.offset(), field.length());
  }

  private void repeated(Call call, HashDatum hash, int draws, boolean withValues) {
    head(call.reply(), draws, withValues);
    for (int i = 0; i < draws; i++) {
      hash.random(call.randomness(), field, value);
      element(call.reply(), field, value, withValues);
    }
  }

  private static void distinct(Call call, HashDatum hash, long count, boolean withValues) {
    Reply reply = call.reply();
    head(reply, (int) Math.min(count, hash.size()), withValues);
    Sample.distinct(hash, count, call.randomness(), (f, v) -> element(reply, f, v, withValues));
  }

  private static void head(Reply reply, int elements, boolean withValues) {
    reply.array(withValues && !reply.resp3() ? 2 * elements : elements);
  }

  private static void element(Reply reply, View field, View value, boolean withValues) {
    if (withValues && reply.resp3()) {
      reply.array(2);
    }
    reply.bulk(field.array(), field.offset(), field.length());
    if (withValues) {
      reply.bulk(value.array(), value.offset(), value.length());
    }
  }
}
