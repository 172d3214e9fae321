package dev.trimaran.cache.core.harness;

import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Datum;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Value;
import dev.trimaran.cache.core.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A keyspace that is right and simple, for tests of commands. Nothing expires in it. */
final class NaiveKeyspace implements Keyspace {

  private static final class Entry {
    private final byte[] key;
    private byte[] text = new byte[0];
    private @Nullable Datum datum;
    private long deadline = NO_DEADLINE;
    private long version;
    private boolean edited;

    private Entry(byte[] key) {
      this.key = key;
    }
  }

  private final Map<String, Long> places = new HashMap<>();
  private final Map<Long, Entry> entries = new HashMap<>();
  private long versions;
  private long lastPlace;

  private static String name(byte[] key, int offset, int length) {
    return new String(key, offset, length, StandardCharsets.ISO_8859_1);
  }

  private Entry entry(long place) {
    return Objects.requireNonNull(entries.get(place));
  }

  private Entry fresh(byte[] key, int offset, int length) {
    Entry made = new Entry(Arrays.copyOfRange(key, offset, offset + length));
    Long old = places.put(name(key, offset, length), ++lastPlace);
    if (old != null) {
      entries.remove(old);
    }
    entries.put(lastPlace, made);
    made.version = ++versions;
    return made;
  }

  @Override
  public int number() {
    return 0;
  }

  @Override
  public long find(byte[] key, int offset, int length, Access access) {
    return places.getOrDefault(name(key, offset, length), ABSENT);
  }

  @Override
  public ValueType type(long place) {
    Datum datum = entry(place).datum;
    return datum == null ? ValueType.STRING : datum.type();
  }

  @Override
  public long deadline(long place) {
    return entry(place).deadline;
  }

  @Override
  public void deadline(long place, long atMs) {
    entry(place).deadline = atMs;
  }

  @Override
  public long version(long place) {
    return entry(place).version;
  }

  @Override
  public byte[] keyArray(long place) {
    return entry(place).key;
  }

  @Override
  public int keyOffset(long place) {
    return 0;
  }

  @Override
  public int keyLength(long place) {
    return entry(place).key.length;
  }

  @Override
  public long set(byte[] key, int offset, int length, Value value, long deadlineMs) {
    Entry made = fresh(key, offset, length);
    made.text = Arrays.copyOfRange(value.array(), value.offset(), value.offset() + value.length());
    made.deadline = deadlineMs;
    return lastPlace;
  }

  @Override
  public byte[] array(long place) {
    return entry(place).text;
  }

  @Override
  public int offset(long place) {
    return 0;
  }

  @Override
  public int length(long place) {
    return entry(place).text.length;
  }

  @Override
  public boolean edited(long place) {
    return entry(place).edited;
  }

  @Override
  public void edit(long place) {
    entry(place).edited = true;
  }

  @Override
  public long resize(long place, int length) {
    entry(place).text = Arrays.copyOf(entry(place).text, length);
    return place;
  }

  @Override
  public Datum datum(long place) {
    Datum datum = entry(place).datum;
    if (datum == null) {
      throw new IllegalStateException("a string has no datum");
    }
    return datum;
  }

  @Override
  public long put(byte[] key, int offset, int length, Datum datum, long deadlineMs) {
    Entry made = fresh(key, offset, length);
    made.datum = datum;
    made.deadline = deadlineMs;
    return lastPlace;
  }

  @Override
  public void touch(long place) {
    entry(place).version = ++versions;
  }

  @Override
  public void remove(long place) {
    Entry gone = entry(place);
    entries.remove(place);
    places.remove(name(gone.key, 0, gone.key.length));
  }

  @Override
  public long rename(long place, byte[] key, int offset, int length) {
    Entry old = entry(place);
    remove(place);
    Entry made = fresh(key, offset, length);
    made.text = old.text;
    made.datum = old.datum;
    made.deadline = old.deadline;
    return lastPlace;
  }

  @Override
  public int size() {
    return places.size();
  }

  @Override
  public int volatileSize() {
    return (int) entries.values().stream().filter(e -> e.deadline != NO_DEADLINE).count();
  }

  @Override
  public long averageTtlMs() {
    return 0;
  }

  @Override
  public long scan(long cursor, int count, Visitor visitor) {
    entries.keySet().forEach(visitor::visit);
    return 0;
  }

  @Override
  public long randomPlace() {
    return places.isEmpty() ? ABSENT : places.values().iterator().next();
  }

  @Override
  public int frequency(long place) {
    return 0;
  }

  @Override
  public long idleSeconds(long place) {
    return 0;
  }

  @Override
  public long bytes(long place) {
    return 100;
  }

  @Override
  public void clear() {
    places.clear();
    entries.clear();
  }
}
