package dev.trimaran.cache.core.command;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.text.Doubles;
import dev.trimaran.cache.core.text.Numbers;

/**
 * One command being run: its arguments, the session it came from, the keyspace it works on, the
 * reply it writes, and what it tells of its effects. Reused from call to call.
 *
 * <p>Unless the handler says otherwise, a call that changed something is repeated in the append log
 * word by word. What depends on the time, on chance or on a float's rounding is journalled as its
 * effect instead ({@link #journal}): a relative deadline as an absolute one, a random pop as a
 * removal.
 */
public final class Call {

  private final Databases databases;
  private final Randomness randomness;
  private final Effects effects;
  private final Value value = new Value();
  private final View eventKey = new View();
  private Session session;
  private Arguments arguments;
  private Reply reply;
  private Keyspace keys;
  private long dirty;
  private boolean journalled;
  private boolean mayBlock;
  private long blockedUntil;
  private boolean blocked;
  private Handler onTimeout = _ -> {};

  public Call(Databases databases, Randomness randomness, Effects effects) {
    this.databases = databases;
    this.randomness = randomness;
    this.effects = effects;
    session = new Session(0);
    arguments = new Arguments();
    reply = new Reply();
    keys = databases.database(0);
  }

  /** Makes it the next call: nothing changed, nothing journalled, not blocked. */
  public Call begin(Session session, Arguments arguments, Reply reply, boolean mayBlock) {
    this.session = session;
    this.arguments = arguments;
    this.reply = reply;
    this.mayBlock = mayBlock;
    keys = databases.database(session.database());
    dirty = 0;
    journalled = false;
    blocked = false;
    return this;
  }

  public Session session() {
    return session;
  }

  public Arguments arguments() {
    return arguments;
  }

  public int count() {
    return arguments.count();
  }

  public Reply reply() {
    return reply;
  }

  /** The database that the session has selected. */
  public Keyspace keys() {
    return keys;
  }

  public Databases databases() {
    return databases;
  }

  /** Milliseconds since the epoch; stands still during a command, and during a transaction. */
  public long now() {
    return databases.now();
  }

  public Randomness randomness() {
    return randomness;
  }

  // Arguments.

  /** A 64-bit integer, or the call is refused. */
  public long integer(int index) {
    return integer(index, Refusals.NOT_AN_INTEGER);
  }

  public long integer(int index, Refused otherwise) {
    byte[] array = arguments.array();
    int offset = arguments.offset(index);
    int length = arguments.length(index);
    if (!Numbers.isInteger(array, offset, length)) {
      throw otherwise;
    }
    return Numbers.parse(array, offset, length);
  }

  /** An integer of 32 bits, or the call is refused. */
  public int smallInteger(int index) {
    long number = integer(index);
    if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
      throw Refusals.NOT_A_SMALL_INTEGER;
    }
    return (int) number;
  }

  /** The database of that number, or the call is refused. */
  public Keyspace database(int number) {
    if (number < 0 || number >= databases.count()) {
      throw Refusals.NO_SUCH_DATABASE;
    }
    return databases.database(number);
  }

  /** A double, infinities included, or the call is refused. */
  public double number(int index) {
    return number(index, Refusals.NOT_A_FLOAT);
  }

  public double number(int index, Refused otherwise) {
    double parsed =
        Doubles.parse(arguments.array(), arguments.offset(index), arguments.length(index));
    if (Double.isNaN(parsed)) {
      throw otherwise;
    }
    return parsed;
  }

  // Keys, named by the index of their argument.

  /** The place of a key of any type, or {@link Keyspace#ABSENT}. */
  public long find(int key, Access access) {
    return keys.find(arguments.array(), arguments.offset(key), arguments.length(key), access);
  }

  /** The place of a key of one type, or {@link Keyspace#ABSENT}; refused where it has another. */
  public long find(int key, Access access, ValueType type) {
    long place = find(key, access);
    if (place != Keyspace.ABSENT && keys.type(place) != type) {
      throw Refusals.WRONG_TYPE;
    }
    return place;
  }

  /** Stores an argument, as the client wrote it, as the string of a key. */
  public long set(int key, int argument, long deadlineMs) {
    return keys.set(
        arguments.array(),
        arguments.offset(key),
        arguments.length(key),
        value.of(arguments.array(), arguments.offset(argument), arguments.length(argument)),
        deadlineMs);
  }

  /** Creates or replaces the value of a key. */
  public long put(int key, Datum datum, long deadlineMs) {
    return keys.put(
        arguments.array(), arguments.offset(key), arguments.length(key), datum, deadlineMs);
  }

  // Effects.

  /** The value of a key was changed: told to all concerned, as one change more. */
  public void changed(KeyEvent kind, String event, int key) {
    changed(keys, kind, event, key);
  }

  public void changed(Keyspace where, KeyEvent kind, String event, int key) {
    byte[] array = arguments.array();
    effects.modified(where, array, arguments.offset(key), arguments.length(key));
    event(where, kind, event, key);
    dirty++;
  }

  /** Only the event: the change was told already. */
  public void event(Keyspace where, KeyEvent kind, String event, int key) {
    effects.event(where, kind, event, eventKey.of(arguments, key));
  }

  /**
   * A datum was changed in place: memory and version are seen to; where it has become empty, its
   * key is removed and that is told. To be called after {@link #changed}.
   */
  public void settle(int key, long place, Datum datum) {
    if (datum.size() > 0) {
      keys.touch(place);
      return;
    }
    keys.remove(place);
    event(keys, KeyEvent.GENERIC, "del", key);
  }

  public Effects effects() {
    return effects;
  }

  /** So many changes more ({@code rdb_changes_since_last_save}). */
  public void dirty(long changes) {
    dirty += changes;
  }

  public long dirty() {
    return dirty;
  }

  /** Journals this request in place of the call's own; may be called more than once. */
  public void journal(Arguments request) {
    effects.journal(session.database(), request);
    journalled = true;
  }

  /** Journals nothing for this call. */
  public void journalNothing() {
    journalled = true;
  }

  /** Whether the handler has seen to the journal itself. */
  public boolean journalled() {
    return journalled;
  }

  // Blocking.

  /** Whether the call may wait: not in a transaction, nor in a script. */
  public boolean mayBlock() {
    return mayBlock;
  }

  /**
   * Leaves the call unanswered until one of its keys is modified, when it is run once more from its
   * beginning, or until the deadline, when {@code onTimeout} answers it.
   *
   * @param deadlineMs milliseconds since the epoch, 0 for none
   */
  public void block(long deadlineMs, Handler onTimeout) {
    blocked = true;
    blockedUntil = deadlineMs;
    this.onTimeout = onTimeout;
  }

  public boolean blocked() {
    return blocked;
  }

  public long blockedUntil() {
    return blockedUntil;
  }

  public Handler onTimeout() {
    return onTimeout;
  }
}
