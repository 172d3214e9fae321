package dev.trimaran.cache.core.set;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.Bytes;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.PackedList;
import dev.trimaran.cache.core.packed.PackedTable;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.scan.Sampled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Different byte strings. As long as all are integers, and not many, they are kept as integers, in
 * their order; any others in a list while they are few, in a table from then on.
 *
 * <p>Views that a call fills are valid until the next change.
 */
public final class SetDatum implements Datum, Sampled {

  private static final int OWN_BYTES = Bytes.OBJECT + 24;
  private static final int LIST_MEMBERS = 64;
  private static final int LIST_BYTES = 2048;
  private static final long MOST_INTEGERS = 1L << 27;
  private static final View NOTHING = new View();

  private final long seed;
  private @Nullable IntegerSet integers = new IntegerSet();
  private @Nullable PackedList list;
  private @Nullable PackedTable table;

  /**
   * Empty, to be filled before it is stored.
   *
   * @param seed unknown to those who choose the members
   */
  public SetDatum(long seed) {
    this.seed = seed;
  }

  @Override
  public ValueType type() {
    return ValueType.SET;
  }

  @Override
  public long bytes() {
    return OWN_BYTES
        + (integers == null ? 0 : integers.bytes())
        + (list == null ? 0 : list.bytes())
        + (table == null ? 0 : table.bytes());
  }

  @Override
  public String encoding() {
    return integers != null ? "intset" : "hashtable";
  }

  @Override
  public int size() {
    if (integers != null) {
      return integers.size();
    }
    return list != null ? list.count() : table().size();
  }

  private PackedTable table() {
    return Objects.requireNonNull(table, "a set is integers, a list or a table");
  }

  @Override
  public SetDatum copy() {
    SetDatum made = new SetDatum(seed);
    if (integers != null) {
      made.integers = integers.copy();
      return made;
    }
    made.integers = null;
    if (list != null) {
      made.list = list.copy();
    } else {
      PackedTable copied = new PackedTable(seed);
      made.table = copied;
      forEach(copied::put);
    }
    return made;
  }

  public boolean has(View member) {
    if (integers != null) {
      return member.isInteger() && integers.has(member.integer());
    }
    return list != null ? list.find(member, 1) >= 0 : table().has(member);
  }

  /** Adds a member; answers whether it is new. */
  public boolean add(View member, Limits limits) {
    IntegerSet numbers = integers;
    if (numbers != null) {
      if (member.isInteger()) {
        boolean added = numbers.add(member.integer());
        if (added && numbers.size() > Math.min(MOST_INTEGERS, limits.setIntegers())) {
          makeStrings(numbers);
        }
        return added;
      }
      makeStrings(numbers);
    }
    PackedList few = list;
    if (few == null) {
      return table().put(member, NOTHING);
    }
    if (few.find(member, 1) >= 0) {
      return false;
    }
    if (few.count() < LIST_MEMBERS && (long) few.end() + member.length() <= LIST_BYTES) {
      few.add(member);
      return true;
    }
    PackedTable made = new PackedTable(seed);
    forEach(made::put);
    table = made;
    list = null;
    return made.put(member, NOTHING);
  }

  /** Removes a member; answers whether it was there. */
  public boolean remove(View member) {
    if (integers != null) {
      return member.isInteger() && integers.remove(member.integer());
    }
    PackedList few = list;
    if (few == null) {
      return table().remove(member);
    }
    int at = few.find(member, 1);
    if (at < 0) {
      return false;
    }
    few.remove(at, 1);
    return true;
  }

  private void makeStrings(IntegerSet numbers) {
    if (numbers.size() < LIST_MEMBERS) {
      PackedList few = new PackedList();
      forEach((member, none) -> few.add(member));
      list = few;
    } else {
      PackedTable many = new PackedTable(seed);
      forEach(many::put);
      table = many;
    }
    integers = null;
  }

  // Going through.

  /** From the first member; the set is not changed meanwhile. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Goes through all members: integers in their order. */
  public final class Cursor {
    private final PackedTable.@Nullable Cursor inner = table == null ? null : table.cursor();
    private final View nothing = new View();
    private int at;

    /** Shows the next member; answers whether there is one. */
    public boolean next(View member) {
      if (inner != null) {
        return inner.next(member, nothing);
      }
      if (integers != null) {
        if (at == integers.size()) {
          return false;
        }
        member.ofInteger(integers.get(at++));
        return true;
      }
      if (list == null || at >= list.end()) {
        return false;
      }
      list.show(at, member);
      at = list.next(at);
      return true;
    }
  }

  @Override
  public void forEach(PackedTable.Visitor visitor) {
    Cursor cursor = cursor();
    View member = new View();
    while (cursor.next(member)) {
      visitor.visit(member, NOTHING);
    }
  }

  /** As {@link PackedTable#scan}; integers and lists are met whole. */
  public long scan(long cursor, long count, PackedTable.Visitor visitor) {
    if (table != null) {
      return table.scan(cursor, count, visitor);
    }
    forEach(visitor);
    return 0;
  }

  /** Shows a member, each with the same chance. The set is not empty. */
  public void random(Randomness randomness, View member) {
    random(randomness, member, new View());
  }

  @Override
  public void random(Randomness randomness, View member, View value) {
    Checks.that(size() > 0, "a member is drawn from a set that has one");
    if (integers != null) {
      member.ofInteger(integers.get(randomness.nextInt(integers.size())));
    } else if (list != null) {
      list.show(list.at(randomness.nextInt(list.count())), member);
    } else {
      table().random(randomness, member, value);
    }
  }
}
