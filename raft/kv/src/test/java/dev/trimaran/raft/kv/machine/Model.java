package dev.trimaran.raft.kv.machine;

import dev.trimaran.raft.client.mvcc.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The store as naively as can be: the whole key space again for every revision. */
final class Model {

  private final NavigableMap<Long, NavigableMap<String, KeyValue>> states = new TreeMap<>();
  private NavigableMap<String, KeyValue> now = new TreeMap<>();
  private long revision = 1;

  Model() {
    states.put(revision, now);
  }

  long revision() {
    return revision;
  }

  void put(String key, String value, long lease) {
    begin();
    set(key, value, lease);
    end();
  }

  /** Deletes {@code [from, to)}; returns how many there were. */
  int delete(String from, String to) {
    List<String> victims = new ArrayList<>(now.subMap(from, to).keySet());
    if (!victims.isEmpty()) {
      begin();
      victims.forEach(now::remove);
      end();
    }
    return victims.size();
  }

  void revoke(long lease) {
    List<String> victims = new ArrayList<>();
    now.forEach((key, kv) -> {
      if (kv.getLease() == lease) {
        victims.add(key);
      }
    });
    if (!victims.isEmpty()) {
      begin();
      victims.forEach(now::remove);
      end();
    }
  }

  /** Two puts in one revision. */
  void putBoth(String first, String second, String value) {
    begin();
    set(first, value, 0);
    set(second, value, 0);
    end();
  }

  List<KeyValue> range(String from, String to, long at) {
    return List.copyOf(java.util.Objects.requireNonNull(states.get(at)).subMap(from, to).values());
  }

  private void begin() {
    now = new TreeMap<>(now);
    revision++;
  }

  private void set(String key, String value, long lease) {
    KeyValue before = now.get(key);
    KeyValue.Builder kv =
        KeyValue.newBuilder()
            .setKey(com.google.protobuf.ByteString.copyFromUtf8(key))
            .setValue(com.google.protobuf.ByteString.copyFromUtf8(value))
            .setLease(lease)
            .setModRevision(revision)
            .setCreateRevision(before == null ? revision : before.getCreateRevision())
            .setVersion(before == null ? 1 : before.getVersion() + 1);
    now.put(key, kv.build());
  }

  private void end() {
    states.put(revision, now);
  }
}
