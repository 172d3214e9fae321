package dev.trimaran.cache.core.keys;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Pattern;
import dev.trimaran.cache.core.scan.ScanRequest;

/** Goes through the keys of a database. */
final class Iteration {

  /** How many entries one step of {@code KEYS} visits. */
  private static final int STEP = 1024;

  private final ScanRequest request = new ScanRequest();
  private final Reply found = new Reply();
  private final View pattern = new View();
  private final View key = new View();
  private int count;

  void keys(Call call) {
    Keyspace keys = call.keys();
    pattern.of(call.arguments(), 1);
    boolean all = pattern.length() == 1 && pattern.array()[pattern.offset()] == '*';
    found.clear();
    count = 0;
    long cursor = 0;
    do {
      cursor =
          keys.scan(
              cursor,
              STEP,
              place -> {
                key.of(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
                if (all || Pattern.matches(pattern, key)) {
                  found.bulk(key.array(), key.offset(), key.length());
                  count++;
                }
              });
    } while (cursor != 0);
    call.reply().array(count);
    call.reply().raw(found.array(), 0, found.length());
  }

  void scan(Call call) {
    long cursor = ScanRequest.cursor(call, 1);
    request.readTyped(call, 2);
    Keyspace keys = call.keys();
    int steps = (int) Math.min(request.count(), Integer.MAX_VALUE);
    long next =
        keys.scan(
            cursor,
            steps,
            place -> {
              key.of(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
              if (request.accepts(keys.type(place)) && request.accepts(key)) {
                request.found(key);
              }
            });
    request.answer(call.reply(), next);
  }

  void random(Call call) {
    Keyspace keys = call.keys();
    long place = keys.randomPlace();
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
    } else {
      call.reply().bulk(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
    }
  }
}
