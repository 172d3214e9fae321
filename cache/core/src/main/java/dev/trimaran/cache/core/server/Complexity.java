package dev.trimaran.cache.core.server;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the time of each command grows at most: with {@code k} what the request names (keys, fields,
 * members, commands), {@code r} what is answered or removed, {@code n} and {@code m} the elements
 * or bytes of the values, {@code N} the keys of all databases, {@code c} the clients that are
 * connected or listen. Below the limits of compact encodings {@code n} is bounded, and counts as 1.
 */
final class Complexity {

  private static final String TABLE =
      """
      O(1): getbit setbit asking readonly readwrite auth client|caching client|getname
      O(1): client|getredir client|id client|info client|no-evict client|pause client|reply
      O(1): client|setname client|trackinginfo client|unblock client|unpause echo hello ping
      O(1): quit select cluster|addslots cluster|countkeysinslot cluster|getkeysinslot
      O(1): cluster|info cluster|keyslot cluster|meet cluster|myid cluster|nodes
      O(1): cluster|replicas cluster|reset cluster|shards cluster|slots expire expireat
      O(1): expiretime object|encoding object|freq object|idletime object|refcount persist
      O(1): pexpire pexpireat pexpiretime pttl randomkey ttl type wait hexists hget hincrby
      O(1): hincrbyfloat hlen hsetnx hstrlen llen lmove blmove rpoplpush brpoplpush
      O(1): pubsub|numpat acl|genpass acl|load acl|save acl|whoami command|count
      O(1): config|resetstat config|rewrite dbsize lastsave latency|doctor latency|graph
      O(1): latency|reset lolwut memory|doctor memory|malloc-stats memory|purge memory|stats
      O(1): monitor replicaof slaveof role slowlog|len slowlog|reset swapdb time scard
      O(1): sismember smove zcard zscore decr decrby get getdel getex getlease getset incr
      O(1): incrby incrbyfloat psetex set setex setlease dellease setnx softexpire
      O(1): softexpireat softttl strlen multi latency|latest acl|dryrun
      O(k): bitfield bitfield_ro del exists touch unlink hdel hmget hmset hset hexpire
      O(k): hexpireat hexpiretime hpersist hpexpire hpexpireat hpexpiretime hpttl httl pfadd
      O(k): pfcount pfmerge lpush lpushx rpush rpushx blpop brpop psubscribe punsubscribe
      O(k): pubsub|numsub pubsub|shardnumsub ssubscribe subscribe sunsubscribe unsubscribe
      O(k): acl|deluser acl|setuser command|getkeys command|getkeysandflags config|set sadd
      O(k): smismember srem zmscore mget mset msetnx discard exec unwatch watch
      O(k): client|tracking reset
      O(r): scan hscan sscan zscan hrandfield srandmember spop lpop rpop getrange substr
      O(r): acl|cat acl|getuser acl|list acl|log acl|users command command|docs command|info
      O(r): command|list config|get bigkeys hotkeys latency|histogram latency|history
      O(r): slowlog|get
      O(n): bitcount bitop bitpos copy dump move rename renamenx restore hgetall hkeys hvals
      O(n): lindex linsert lpos lrange lrem lset ltrim memory|usage smembers append setrange
      O(n): pfdebug debug
      O(k + r): lmpop blmpop
      O(k n): sdiff sdiffstore sinter sintercard sinterstore sunion sunionstore zintercard
      O(n log n): sort sort_ro
      O(n m): lcs
      O(log n): zcount zincrby zlexcount zrank zrevrank
      O(log n + r): zrange zrangebylex zrangebyscore zrevrange zrevrangebylex
      O(log n + r): zrevrangebyscore
      O(r log n): zpopmax zpopmin zrandmember zremrangebylex zremrangebyrank
      O(r log n): zremrangebyscore
      O(k + r log n): bzmpop zmpop
      O(k + log n): bzpopmax bzpopmin
      O(k log n): zadd zrem
      O(log n + r log r): zrangestore
      O(k n log n): zdiff zdiffstore zinter zinterstore zunion zunionstore
      O(N): keys flushall flushdb bgrewriteaof bgsave save shutdown
      O(c): client|kill client|list info publish spublish pubsub|channels
      O(c): pubsub|shardchannels
      """;

  private static final Map<String, String> OF = parse();

  private Complexity() {}

  private static Map<String, String> parse() {
    Map<String, String> all = new HashMap<>();
    for (String line : TABLE.split("\n")) {
      int colon = line.indexOf(':');
      for (String name : line.substring(colon + 2).split(" ")) {
        all.put(name, line.substring(0, colon));
      }
    }
    return all;
  }

  /** Null for a command that has others inside. */
  static @Nullable String of(String command) {
    return OF.get(command);
  }
}
