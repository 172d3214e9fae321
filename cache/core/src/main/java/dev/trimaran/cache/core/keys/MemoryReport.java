package dev.trimaran.cache.core.keys;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.reply.Reply;

/** {@code MEMORY STATS} and {@code MEMORY DOCTOR}: the memory of all entries, in Redis's words. */
final class MemoryReport {

  private static final long SMALL_BYTES = 5L << 20;
  private static final double FULL = 0.9;

  private static final String[] NOTHING = {
    "startup.allocated",
    "replication.backlog",
    "clients.slaves",
    "clients.normal",
    "cluster.links",
    "aof.buffer",
    "lua.caches",
    "functions.caches"
  };

  private MemoryReport() {}

  static void stats(Call call) {
    long used = call.databases().usedBytes();
    long keys = 0;
    for (int i = 0; i < call.databases().count(); i++) {
      keys += call.databases().database(i).size();
    }
    long peak = call.databases().peakBytes();
    long overhead = call.databases().overheadBytes();
    Reply reply = call.reply();
    reply.map(27);
    line(reply, "peak.allocated", peak);
    line(reply, "total.allocated", used);
    for (String name : NOTHING) {
      line(reply, name, 0);
    }
    line(reply, "overhead.total", overhead);
    line(reply, "keys.count", keys);
    line(reply, "keys.bytes-per-key", keys == 0 ? 0 : used / keys);
    line(reply, "dataset.bytes", used - overhead);
    ratio(reply, "dataset.percentage", used == 0 ? 0 : 100.0 * (used - overhead) / used);
    ratio(reply, "peak.percentage", peak == 0 ? 0 : 100.0 * used / peak);
    line(reply, "allocator.allocated", used);
    line(reply, "allocator.active", used);
    line(reply, "allocator.resident", used);
    for (String name : new String[] {"allocator-fragmentation", "allocator-rss", "rss-overhead"}) {
      ratio(reply, name + ".ratio", 1);
      line(reply, name + ".bytes", 0);
    }
    ratio(reply, "fragmentation", 1);
    line(reply, "fragmentation.bytes", 0);
  }

  private static void line(Reply reply, String name, long value) {
    reply.bulk(name);
    reply.integer(value);
  }

  private static void ratio(Reply reply, String name, double value) {
    reply.bulk(name);
    reply.number(value);
  }

  static void doctor(Call call) {
    long used = call.databases().usedBytes();
    long most = call.databases().maxBytes();
    String finding;
    if (most > 0 && used > most * FULL) {
      finding =
          "The entries take %d of %d bytes: each write that makes them more evicts others, or is"
                  .formatted(used, most)
              + " refused. Raise maxmemory, or see INFO stats for evicted_keys.\n";
    } else if (used < SMALL_BYTES) {
      finding = "The cache is nearly empty: there is nothing to look into.\n";
    } else {
      finding = "Nothing is wrong with the memory of this cache.\n";
    }
    call.reply().verbatim(finding);
  }
}
