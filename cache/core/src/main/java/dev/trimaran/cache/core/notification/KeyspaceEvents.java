package dev.trimaran.cache.core.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.pubsub.PubSub;
import java.util.Arrays;

/** Publishes what happens to keys, as far as it is asked for. */
public final class KeyspaceEvents {

  private final PubSub pubSub;
  private EventClasses classes = EventClasses.NONE;

  public KeyspaceEvents(PubSub pubSub) {
    this.pubSub = pubSub;
  }

  public EventClasses classes() {
    return classes;
  }

  public void classes(EventClasses chosen) {
    classes = chosen;
  }

  /** There is an entry for a key that had none. */
  public void created(Keyspace keys, long place) {
    if (classes.publishes(KeyEvent.NEW)) {
      View key = new View();
      key.of(keys.keyArray(place), keys.keyOffset(place), keys.keyLength(place));
      happened(keys.number(), KeyEvent.NEW, "new", key);
    }
  }

  /** Something happened to a key of a database. */
  public void happened(int database, KeyEvent kind, String event, View key) {
    if (!classes.publishes(kind) || pubSub.isSilent()) {
      return;
    }
    byte[] bytes = key.copy();
    byte[] name = event.getBytes(UTF_8);
    if (classes.byKey()) {
      pubSub.publish(channel("__keyspace@" + database + "__:", bytes), name);
    }
    if (classes.byEvent()) {
      pubSub.publish(channel("__keyevent@" + database + "__:", name), bytes);
    }
  }

  private static byte[] channel(String prefix, byte[] rest) {
    byte[] head = prefix.getBytes(UTF_8);
    byte[] channel = Arrays.copyOf(head, head.length + rest.length);
    System.arraycopy(rest, 0, channel, head.length, rest.length);
    return channel;
  }
}
