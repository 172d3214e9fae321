package dev.trimaran.cache.core.hash;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.PackedList;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.ranked.RankedMembers;
import dev.trimaran.cache.core.scan.Sampled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields with values. A small hash is one list of fields and values in turn, in the order in which
 * they came; a large one is a table. What is told as its encoding follows Redis's limits, which
 * allow lists longer and tables smaller than this one would choose; where the limits call it a
 * table it still is a list while that is smaller.
 *
 * <p>Views that a call fills are valid until the next change.
 */
public final class HashDatum implements Datum, Sampled {

  private static final int OWN_BYTES = Bytes.OBJECT + 24;
  private static final int LIST_FIELDS = 64;
  private static final int LIST_BYTES = 4096;
  private static final int PAIR = 2;
  private static final long NO_DEADLINE = -1;

  private final long seed;
  private PackedList list = new PackedList();
  private @Nullable PackedTable table;
  private boolean listed = true;
  private @Nullable RankedMembers deadlines;

  /**
   * Empty, to be filled before it is stored.
   *
   * @param seed unknown to those who choose the fields
   */
  public HashDatum(long seed) {
    this.seed = seed;
  }

  @Override
  public ValueType type() {
    return ValueType.HASH;
  }

  @Override
  public long bytes() {
    return OWN_BYTES
        + (table == null ? list.bytes() : table.bytes())
        + (deadlines == null ? 0 : deadlines.bytes());
  }

  @Override
  public String encoding() {
    return !listed ? "hashtable" : deadlines == null ? "listpack" : "listpackex";
  }

  @Override
  public int size() {
    return table == null ? list.count() / PAIR : table.size();
  }

  @Override
  public HashDatum copy() {
    HashDatum made = new HashDatum(seed);
    made.listed = listed;
    if (table == null) {
      made.list = list.copy();
    } else {
      PackedTable copied = new PackedTable(seed);
      made.table = copied;
      forEach(copied::put);
    }
    if (deadlines != null) {
      RankedMembers copied = new RankedMembers(seed);
      deadlines.forEach(copied::put);
      made.deadlines = copied;
    }
    return made;
  }

  /** Shows the value of a field; answers whether there is one. */
  public boolean find(View field, View value) {
    PackedTable large = table;
    if (large != null) {
      return large.find(field, value);
    }
    int at = list.find(field, PAIR);
    if (at < 0) {
      return false;
    }
    list.show(list.next(at), value);
    return true;
  }

  /** Puts a value; answers whether the field is new. */
  public boolean put(View field, View value, Limits limits) {
    if (listed && (field.length() > limits.hashValue() || value.length() > limits.hashValue())) {
      listed = false;
      widen(field.length() + value.length());
    }
    PackedTable large = table;
    if (large != null) {
      return large.put(field, value);
    }
    int at = list.find(field, PAIR);
    if (at >= 0) {
      list.replace(list.next(at), value);
      widen(0);
      return false;
    }
    list.add(field);
    list.add(value);
    listed = listed && list.count() / PAIR <= limits.hashEntries();
    widen(0);
    return true;
  }

  /** Removes a field and its deadline; answers whether it was there. */
  public boolean remove(View field) {
    persist(field);
    PackedTable large = table;
    if (large != null) {
      return large.remove(field);
    }
    int at = list.find(field, PAIR);
    if (at < 0) {
      return false;
    }
    list.remove(at, PAIR);
    return true;
  }

  /** Makes a table of the list where it should not be one, with {@code more} bytes to come. */
  private void widen(int more) {
    boolean small = list.count() / PAIR <= LIST_FIELDS && (long) list.end() + more <= LIST_BYTES;
    if (listed || small || table != null) {
      return;
    }
    PackedTable made = new PackedTable(seed);
    forEach(made::put);
    table = made;
    list = new PackedList();
  }

  // Deadlines of fields.

  public boolean hasDeadlines() {
    return deadlines != null && deadlines.size() > 0;
  }

  /** The deadline of a field, in milliseconds since the epoch; -1 where it has none. */
  public long deadline(View field) {
    double found = deadlines == null ? Double.NaN : deadlines.score(field);
    return Double.isNaN(found) ? NO_DEADLINE : (long) found;
  }

  /**
   * Gives a field that is there a deadline, below 2^53; it goes when {@link #removeNext} is called.
   */
  public void deadline(View field, long atMs) {
    if (deadlines == null) {
      deadlines = new RankedMembers(seed);
    }
    deadlines.put(field, atMs);
  }

  /** Takes a field's deadline away; answers whether it had one. */
  public boolean persist(View field) {
    return deadlines != null && deadlines.remove(field);
  }

  /** The earliest deadline. There is one. */
  public long nextDeadline() {
    return (long) earliest(new View());
  }

  private double earliest(View field) {
    RankedMembers.Cursor first =
        Objects.requireNonNull(deadlines, "a field has a deadline").ascending(0);
    Checks.that(first.next(field), "a field has a deadline");
    return first.score();
  }

  /** Removes the field with the earliest deadline and answers it. There is one. */
  byte[] removeNext() {
    View field = new View();
    earliest(field);
    byte[] name = field.copy();
    remove(field.of(name));
    return name;
  }

  // Going through.

  /** From the first field; the hash is not changed meanwhile. */
  public Cursor cursor() {
    return new Cursor();
  }

  @Override
  public void forEach(PackedTable.Visitor visitor) {
    Cursor cursor = cursor();
    View field = new View();
    View value = new View();
    while (cursor.next(field, value)) {
      visitor.visit(field, value);
    }
  }

  /** Goes through all fields: a list in its order, a table in none. */
  public final class Cursor {
    private final PackedTable.@Nullable Cursor inner = table == null ? null : table.cursor();
    private int at;

    /** Shows the next field and its value; answers whether there is one. */
    public boolean next(View field, View value) {
      if (inner != null) {
        return inner.next(field, value);
      }
      if (at >= list.end()) {
        return false;
      }
      list.show(at, field);
      at = list.next(at);
      list.show(at, value);
      at = list.next(at);
      return true;
    }
  }

  /** As {@link PackedTable#scan}; a list is met whole. */
  public long scan(long cursor, long count, PackedTable.Visitor visitor) {
    PackedTable large = table;
    if (large != null) {
      return large.scan(cursor, count, visitor);
    }
    forEach(visitor);
    return 0;
  }

  @Override
  public void random(Randomness randomness, View field, View value) {
    Checks.that(size() > 0, "a field is drawn from a hash that has one");
    PackedTable large = table;
    if (large != null) {
      large.random(randomness, field, value);
      return;
    }
    int at = list.at(PAIR * randomness.nextInt(size()));
    list.show(at, field);
    list.show(list.next(at), value);
  }
}
