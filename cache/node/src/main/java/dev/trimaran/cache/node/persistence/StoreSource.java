package dev.trimaran.cache.node.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.dump.Serializer;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.ValueType;
import java.util.function.LongSupplier;

/**
 * The state of a store: a string is described by {@code SET}, and {@code SOFTEXPIREAT} where it
 * becomes stale; anything else by {@code RESTORE} of its serialized form. Both replace what the key
 * held.
 */
public final class StoreSource implements Source {

  private static final byte[] SET = "SET".getBytes(US_ASCII);
  private static final byte[] PXAT = "PXAT".getBytes(US_ASCII);
  private static final byte[] SOFTEXPIREAT = "SOFTEXPIREAT".getBytes(US_ASCII);
  private static final byte[] RESTORE = "RESTORE".getBytes(US_ASCII);
  private static final byte[] REPLACE = "REPLACE".getBytes(US_ASCII);
  private static final byte[] ABSTTL = "ABSTTL".getBytes(US_ASCII);

  private final Databases databases;
  private final LongSupplier version;
  private final LongSupplier changes;
  private final Serializer serializer = new Serializer();

  /**
   * @param version the stamp of the last change
   * @param changes how many were made since the start
   */
  public StoreSource(Databases databases, LongSupplier version, LongSupplier changes) {
    this.databases = databases;
    this.version = version;
    this.changes = changes;
  }

  @Override
  public Databases databases() {
    return databases;
  }

  @Override
  public long version() {
    return version.getAsLong();
  }

  @Override
  public long changes() {
    return changes.getAsLong();
  }

  @Override
  public void describe(Keyspace keys, long place, Sink sink) {
    long deadline = keys.deadline(place);
    boolean mortal = deadline != Keyspace.NO_DEADLINE;
    if (keys.type(place) == ValueType.STRING) {
      sink.begin(keys.number(), mortal ? 5 : 3);
      sink.argument(SET);
      sink.argument(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
      sink.argument(keys.array(place), keys.offset(place), keys.length(place));
      if (mortal) {
        sink.argument(PXAT);
        sink.argument(decimal(deadline));
      }
      soft(keys, place, sink);
      return;
    }
    sink.begin(keys.number(), 6);
    sink.argument(RESTORE);
    sink.argument(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
    sink.argument(decimal(mortal ? deadline : 0));
    sink.argument(serializer.serialize(keys, place));
    sink.argument(REPLACE);
    sink.argument(ABSTTL);
  }

  private static void soft(Keyspace keys, long place, Sink sink) {
    long soft = keys.soft().get(place);
    if (soft != Keyspace.NO_DEADLINE) {
      sink.begin(keys.number(), 3);
      sink.argument(SOFTEXPIREAT);
      sink.argument(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
      sink.argument(decimal(soft));
    }
  }

  private static byte[] decimal(long value) {
    return Long.toString(value).getBytes(US_ASCII);
  }
}
