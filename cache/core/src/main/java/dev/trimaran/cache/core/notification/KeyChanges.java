package dev.trimaran.cache.core.notification;

import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.packed.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes of keys of the events of commands, for one listener. That a key is new is what the
 * store tells before the command tells its event, so a key that a command removes and makes anew
 * ({@code RENAME} over another) is told as new; a deadline that was set or taken away is no change.
 */
public final class KeyChanges {

  private final Databases databases;
  private @Nullable KeyListener listener;
  private byte @Nullable [] created;
  private int createdIn;

  public KeyChanges(Databases databases) {
    this.databases = databases;
  }

  /** Tells one listener from now on, or none. */
  public void tell(@Nullable KeyListener who) {
    listener = who;
    created = null;
  }

  /** The store has an entry for a key that it had none for. */
  public void created(Keyspace keys, long place) {
    if (listener == null) {
      return;
    }
    int from = keys.keyOffset(place);
    created = Arrays.copyOfRange(keys.keyArray(place), from, from + keys.keyLength(place));
    createdIn = keys.number();
  }

  /** A command, or the store, tells what happened to a key. */
  public void happened(Keyspace keys, KeyEvent kind, String event, View key) {
    KeyListener told = listener;
    if (told == null || kind == KeyEvent.NEW || kind == KeyEvent.MISS) {
      return;
    }
    KeyChange change = change(kind, event);
    if (change == KeyChange.UPDATED) {
      if (isNew(keys, key)) {
        created = null;
        change = KeyChange.CREATED;
      }
      if (!isDeadline(event) || change == KeyChange.CREATED) {
        told.changed(keys.number(), change, key.copy(), value(keys, key));
      }
    } else {
      told.changed(keys.number(), change, key.copy(), null);
    }
  }

  /** All keys of a database are gone, or others. */
  public void emptied(int database) {
    if (listener != null) {
      listener.changed(database, KeyChange.CLEARED, new byte[0], null);
    }
  }

  private static KeyChange change(KeyEvent kind, String event) {
    return switch (kind) {
      case EXPIRED -> KeyChange.EXPIRED;
      case EVICTED -> KeyChange.EVICTED;
      default ->
          switch (event) {
            case "del", "rename_from", "move_from" -> KeyChange.REMOVED;
            default -> KeyChange.UPDATED;
          };
    };
  }

  private static boolean isDeadline(String event) {
    return event.equals("expire") || event.equals("persist") || event.equals("softexpire");
  }

  private boolean isNew(Keyspace keys, View key) {
    byte[] made = created;
    return made != null
        && createdIn == keys.number()
        && Arrays.equals(
            made, 0, made.length, key.array(), key.offset(), key.offset() + key.length());
  }

  private static byte @Nullable [] value(Keyspace keys, View key) {
    long place = keys.find(key.array(), key.offset(), key.length(), Access.PEEK);
    if (place == Keyspace.ABSENT || keys.type(place) != ValueType.STRING) {
      return null;
    }
    int from = keys.offset(place);
    return Arrays.copyOfRange(keys.array(place), from, from + keys.length(place));
  }
}
