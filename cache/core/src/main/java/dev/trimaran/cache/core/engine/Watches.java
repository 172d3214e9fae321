package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Which keys the clients watch, so that their next transaction fails when one has changed. */
final class Watches {

  private final Map<Key, List<Client>> watchers = new HashMap<>();

  void watch(Client client, Keyspace keys, byte[] array, int offset, int length) {
    Key key = Key.of(keys.number(), array, offset, length);
    if (client.watched.stream().anyMatch(watched -> watched.key().equals(key))) {
      return;
    }
    boolean existed = keys.find(array, offset, length, Access.PEEK) != Keyspace.ABSENT;
    client.watched.add(new Watched(key, existed));
    watchers.computeIfAbsent(key, _ -> new ArrayList<>()).add(client);
  }

  void unwatch(Client client) {
    for (Watched watched : client.watched) {
      List<Client> clients = watchers.get(watched.key());
      if (clients != null && clients.remove(client) && clients.isEmpty()) {
        watchers.remove(watched.key());
      }
    }
    client.watched.clear();
  }

  void modified(Keyspace keys, byte[] array, int offset, int length) {
    if (watchers.isEmpty()) {
      return;
    }
    List<Client> clients = watchers.get(Key.of(keys.number(), array, offset, length));
    if (clients != null) {
      clients.forEach(client -> client.overtaken = true);
    }
  }

  /** A database is about to be emptied, or another's contents to take its place. */
  void emptied(Keyspace keys, Keyspace by) {
    watchers.forEach((key, clients) -> {
      if (key.database() == keys.number() && (exists(keys, key) || exists(by, key))) {
        clients.forEach(client -> client.overtaken = true);
      }
    });
  }

  private static boolean exists(Keyspace keys, Key key) {
    byte[] bytes = key.bytes();
    return keys.find(bytes, 0, bytes.length, Access.PEEK) != Keyspace.ABSENT;
  }

  /** Whether a watched key has expired since: nobody may have met it yet. */
  static boolean anyExpired(Client client, IntFunction<Keyspace> databases) {
    for (Watched watched : client.watched) {
      Keyspace keys = databases.apply(watched.key().database());
      if (watched.existed() && !exists(keys, watched.key())) {
        return true;
      }
    }
    return false;
  }
}
