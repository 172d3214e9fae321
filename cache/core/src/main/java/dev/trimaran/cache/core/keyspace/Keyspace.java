package dev.trimaran.cache.core.keyspace;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.ValueType;

/**
 * One numbered database, for one writer. An entry is known by its place, a {@code long} that costs
 * no allocation; it is valid until the next call that creates, replaces, resizes or removes any
 * entry ({@link #set}, {@link #resize}, {@link #put}, {@link #remove}, {@link #rename}, {@link
 * #clear}) or {@link Databases#now(long)}, {@link Databases#makeRoom} or {@link Databases#expire},
 * for the store moves entries. A {@link Datum} stays valid as long as its key holds it.
 *
 * <p>A key whose deadline has passed does not exist: every lookup tells the watcher of it first,
 * and removes it. Every change stamps the entry with the next version.
 */
public interface Keyspace {

  /** The place of a key that does not exist. */
  long ABSENT = -1;

  /** The deadline of a key that has none. */
  long NO_DEADLINE = -1;

  /** The number by which {@code SELECT} knows it. */
  int number();

  /** The place of the live entry of a key, or {@link #ABSENT}. */
  long find(byte[] key, int offset, int length, Access access);

  /**
   * Fetches what will be read when these keys are looked up, for all of them at once. Without
   * effect, but that the lookups wait less for memory.
   *
   * @param first the argument that is the first key
   * @param step from one key to the next
   */
  default void prefetch(Arguments keys, int first, int step) {}

  ValueType type(long place);

  /** Milliseconds since the epoch, or {@link #NO_DEADLINE}. */
  long deadline(long place);

  /** Sets or, with {@link #NO_DEADLINE}, clears the deadline; one that has passed is allowed. */
  void deadline(long place, long atMs);

  /** When strings become stale, though they are still told. */
  default SoftDeadlines soft() {
    return SoftDeadlines.NONE;
  }

  /** The stamp of the last change. */
  long version(long place);

  // The key of an entry lies in an array of the store: read only, valid as the place is.

  byte[] keyArray(long place);

  int keyOffset(long place);

  int keyLength(long place);

  // Strings.

  /** Creates or replaces; what was there before, of any type, is gone. Answers the place. */
  long set(byte[] key, int offset, int length, Value value, long deadlineMs);

  /** The array in which the string at {@code place} lies; its bytes may be changed in place. */
  byte[] array(long place);

  int offset(long place);

  int length(long place);

  /** Whether the string was made by editing, which {@code OBJECT ENCODING} calls raw. */
  boolean edited(long place);

  /** Marks the string as made by editing; it was changed in place, see {@link #touch}. */
  void edit(long place);

  /**
   * Changes a string's length, marks it as edited: new bytes are zero. Answers its place, which may
   * have moved.
   */
  long resize(long place, int length);

  // All other types.

  /** The value, of a type other than string. */
  Datum datum(long place);

  /** Creates or replaces, as {@link #set}. Answers the place. */
  long put(byte[] key, int offset, int length, Datum datum, long deadlineMs);

  /**
   * The value at {@code place} was changed in place: its memory is accounted anew, its version
   * moves on. {@link #set}, {@link #resize}, {@link #put} and {@link #deadline} do this themselves.
   */
  void touch(long place);

  /** Removes an entry. */
  void remove(long place);

  /** Gives an entry another key, which must not exist; deadline and value move along. */
  long rename(long place, byte[] key, int offset, int length);

  // The whole.

  /** Entries, those included that have expired and were not met yet. */
  int size();

  /** Entries with a deadline. */
  int volatileSize();

  /** The mean of the remaining times to live in milliseconds, estimated; 0 where none has one. */
  long averageTtlMs();

  /**
   * Visits some entries, the caller may change nothing meanwhile. An entry that is there from the
   * first call to the last is visited at least once, whatever else changes in between; the visitor
   * meets live entries only. Answers the next cursor, 0 at the end (Redis's guarantee for SCAN).
   *
   * @param cursor 0 to begin; cursors are opaque, unsigned
   * @param count about how many to visit
   */
  long scan(long cursor, int count, Visitor visitor);

  /** The place of an entry drawn evenly at random among the live, or {@link #ABSENT}. */
  long randomPlace();

  /** How often an entry is used ({@code OBJECT FREQ}), logarithmic, 0 to 255. */
  int frequency(long place);

  /** Seconds since an entry's last use ({@code OBJECT IDLETIME}). */
  long idleSeconds(long place);

  /** Bytes of an entry: record, index share, value ({@code MEMORY USAGE}). */
  long bytes(long place);

  /** Removes all entries. */
  void clear();

  /** Meets entries during {@link #scan}. */
  @FunctionalInterface
  interface Visitor {
    void visit(long place);
  }
}
