package dev.trimaran.cache.core.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.ValueType;

/** Sets and tells when strings become stale. */
final class Staleness {

  private static final byte[] SOFTEXPIREAT = "SOFTEXPIREAT".getBytes(US_ASCII);

  private Staleness() {}

  /** The request that sets it to a time. */
  static Arguments repeated(byte[] key, long atMs) {
    return Arguments.of(SOFTEXPIREAT, key, Long.toString(atMs).getBytes(US_ASCII));
  }

  /** From now on, or since the epoch; a time that has come makes the value stale at once. */
  static void set(Call call, boolean relative) {
    long given = call.integer(2);
    long since = relative ? call.now() : 0;
    if (given > Long.MAX_VALUE - since) {
      throw Refusals.invalidExpireTime(relative ? "softexpire" : "softexpireat");
    }
    long place = call.find(1, Access.WRITE, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(0);
      return;
    }
    long atMs = Math.max(0, since + given);
    call.keys().soft().set(place, atMs);
    call.changed(KeyEvent.GENERIC, "softexpire", 1);
    call.journal(repeated(call.arguments().copy(1), atMs));
    call.reply().integer(1);
  }

  /** Milliseconds until a value is stale, 0 when it is; -1 for never, -2 without the key. */
  static void tell(Call call) {
    long place = call.find(1, Access.PEEK, ValueType.STRING);
    if (place == Keyspace.ABSENT) {
      call.reply().integer(-2);
      return;
    }
    long soft = call.keys().soft().get(place);
    call.reply().integer(soft == Keyspace.NO_DEADLINE ? -1 : Math.max(0, soft - call.now()));
  }
}
