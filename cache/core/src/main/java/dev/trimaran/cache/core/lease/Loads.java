package dev.trimaran.cache.core.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Loading by lease. {@code GETLEASE} always answers three elements: {@code hit}, {@code stale} or
 * {@code miss}, the value or null, and a token or null; who is told a token is the one to load.
 */
final class Loads {

  static final long LONGEST_MS = 3_600_000;

  private static final Refused LENGTH =
      new Refused("ERR a lease lasts from 1 to " + LONGEST_MS + " milliseconds");

  /** Not the shared refusal: with that a client that waits would go on to wait. */
  private static final Refused WRONG_TYPE = new Refused(Refusals.WRONG_TYPE.text());

  private static final byte[] SET = "SET".getBytes(US_ASCII);
  private static final byte[] PXAT = "PXAT".getBytes(US_ASCII);

  private final Leases leases;

  Loads(Leases leases) {
    this.leases = leases;
  }

  void get(Call call) {
    long lengthMs = call.integer(2);
    if (lengthMs < 1 || lengthMs > LONGEST_MS) {
      throw LENGTH;
    }
    Asking asking = Asking.read(call, 3);
    long place = call.find(1, Access.READ);
    if (place != Keyspace.ABSENT) {
      if (call.keys().type(place) != ValueType.STRING) {
        throw WRONG_TYPE;
      }
      tellValue(call, place, lengthMs, asking);
    } else if (lease(call) == null) {
      tell(call, "miss", place, grant(call, lengthMs));
    } else if (asking.waits() && call.mayBlock()) {
      call.block(asking.untilMs(), late -> tell(late, "miss", Keyspace.ABSENT, null));
    } else {
      tell(call, "miss", place, null);
    }
  }

  /** A value that is stale, or will be soon, is told all the same; one client loads it anew. */
  private void tellValue(Call call, long place, long lengthMs, Asking asking) {
    long soft = call.keys().soft().get(place);
    boolean stale = soft != Keyspace.NO_DEADLINE && soft <= call.now();
    long end = soft == Keyspace.NO_DEADLINE ? call.keys().deadline(place) : soft;
    boolean refresh = stale || end != Keyspace.NO_DEADLINE && asking.comesEarly(call, end);
    Lease granted =
        refresh && lease(call) == null && !leases.isFull() ? grant(call, lengthMs) : null;
    tell(call, stale ? "stale" : "hit", place, granted);
  }

  private @Nullable Lease lease(Call call) {
    Arguments all = call.arguments();
    return leases.find(call.keys(), all.array(), all.offset(1), all.length(1), call.now());
  }

  private Lease grant(Call call, long lengthMs) {
    LeasedKey key = new LeasedKey(call.keys().number(), call.arguments().copy(1));
    return leases.grant(key, call.now() + lengthMs, call.randomness());
  }

  private static void tell(Call call, String state, long place, @Nullable Lease granted) {
    Keyspace keys = call.keys();
    call.reply().array(3);
    call.reply().bulk(state);
    if (place == Keyspace.ABSENT) {
      call.reply().nil();
    } else {
      call.reply().bulk(keys.array(place), keys.offset(place), keys.length(place));
    }
    if (granted == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(Lease.text(granted.token()));
    }
  }

  /** The lease whose token the call has as its second argument. */
  private @Nullable Lease own(Call call) {
    Arguments all = call.arguments();
    Lease lease = lease(call);
    if (lease != null && lease.hasToken(all.array(), all.offset(2), all.length(2))) {
      return lease;
    }
    return null;
  }

  void set(Call call) {
    Lifetime lifetime = Lifetime.read(call, 4);
    Lease lease = own(call);
    if (lease == null) {
      leases.refuse();
      call.reply().integer(0);
      return;
    }
    leases.fill(lease);
    long place = call.set(1, 3, lifetime.deadlineMs());
    if (lifetime.softMs() != Keyspace.NO_DEADLINE) {
      call.keys().soft().set(place, lifetime.softMs());
    }
    call.changed(KeyEvent.STRING, "set", 1);
    Arguments all = call.arguments();
    if (lifetime.deadlineMs() == Keyspace.NO_DEADLINE) {
      call.journal(Arguments.of(SET, all.copy(1), all.copy(3)));
    } else {
      call.event(call.keys(), KeyEvent.GENERIC, "expire", 1);
      byte[] at = Long.toString(lifetime.deadlineMs()).getBytes(US_ASCII);
      call.journal(Arguments.of(SET, all.copy(1), all.copy(3), PXAT, at));
    }
    if (lifetime.softMs() != Keyspace.NO_DEADLINE) {
      call.journal(Staleness.repeated(all.copy(1), lifetime.softMs()));
    }
    call.reply().integer(1);
  }

  void release(Call call) {
    Lease lease = own(call);
    if (lease != null) {
      leases.release(lease);
      Arguments all = call.arguments();
      call.effects().wake(call.keys(), all.array(), all.offset(1), all.length(1));
    }
    call.reply().integer(lease == null ? 0 : 1);
  }
}
