package dev.trimaran.cache.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.hash.HashCommands;
import dev.trimaran.cache.core.keys.KeysCommands;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.list.ListCommands;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.set.SetCommands;
import dev.trimaran.cache.core.sortedset.SortedSetCommands;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads that a Redis 7.0.15 has made are read; what is written here is read back. */
class DumpCommandsTest {

  private static final String STRING = "000568656c6c6f0a006372df766534200a";

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    KeysCommands.register(redis.table());
    HashCommands.register(redis.table());
    SetCommands.register(redis.table());
    ListCommands.register(redis.table());
    SortedSetCommands.register(redis.table());
    DumpCommands.register(redis.table(), new Limits());
    redis.run("SADD there a");
  }

  private String restore(String ttl, String payload, String... options) {
    return restore("k", ttl, HexFormat.of().parseHex(payload), options);
  }

  private String restore(String key, String ttl, byte[] payload, String... options) {
    byte[][] words = new byte[4 + options.length][];
    words[0] = "RESTORE".getBytes(StandardCharsets.UTF_8);
    words[1] = key.getBytes(StandardCharsets.UTF_8);
    words[2] = ttl.getBytes(StandardCharsets.UTF_8);
    words[3] = payload;
    for (int i = 0; i < options.length; i++) {
      words[4 + i] = options[i].getBytes(StandardCharsets.UTF_8);
    }
    return redis.run(Arguments.of(words));
  }

  private String string(String key) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    Keyspace keys = redis.keys();
    long place = keys.find(name, 0, name.length, Access.PEEK);
    return new String(
        keys.array(place), keys.offset(place), keys.length(place), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "00c139300a009d94ea2793fc08b9, 12345",
    STRING + ", hello",
  })
  void strings(String payload, String value) {
    assertThat(restore("0", payload)).isEqualTo("+OK");
    assertThat(string("k")).isEqualTo(value);
  }

  @Test
  void aCompressedString() {
    assertThat(restore("0", "00c30940c8016161e0bb000161610a001f99f72e01b20de3")).isEqualTo("+OK");
    assertThat(string("k")).isEqualTo("a".repeat(200));
  }

  @Test
  void setsOfIntegersAndOfWords() {
    restore("0", "0b140400000003000000fbffffff01000000e09304000a00775a498129535749");
    assertThat(redis.run("SMEMBERS k")).isEqualTo("*3 $2 -5 $1 1 $6 300000");
    restore("0", "0202016201610a0075d99d835ef85f65", "REPLACE");
    assertThat(redis.run("SCARD k")).isEqualTo(":2");
  }

  @Test
  void hashesInAListpackAndInPlainForm() {
    restore(
        "0",
        "102e2e0000000a00816602817602816e02f4351cdcdf0200000009816d02dffd02817402cbb802817502"
            + "f290eefe04ff0a008d7875bdce1669eb");
    assertThat(redis.run("HMGET k f n m t u"))
        .isEqualTo("*5 $1 v $11 12345678901 $2 -3 $4 3000 $6 -70000");
    restore("0", "0401016601760a00adf24356b1860efc", "REPLACE");
    assertThat(redis.run("HGETALL k")).isEqualTo("*2 $1 f $1 v");
  }

  @Test
  void lists() {
    restore("0", "12010218180000000500816102010182626203df3802f270110104ff0a00c5c248d5d4109a99");
    assertThat(redis.run("LRANGE k 0 -1")).isEqualTo("*5 $1 a $1 1 $2 bb $4 -200 $5 70000");
  }

  @Test
  void sortedSetsInAListpackAndInPlainForm() {
    restore(
        "0", "111d1d0000000600816302842d696e660581610283312e35048162020201ff0a0017dce91ab8436c89");
    assertThat(redis.run("ZRANGE k 0 -1 WITHSCORES"))
        .isEqualTo("*6 $1 c $4 -inf $1 a $3 1.5 $1 b $1 2");
    restore("0", "05010161000000000000f83f0a0045a3a88f44e959da", "REPLACE");
    assertThat(redis.run("ZSCORE k a")).isEqualTo("$3 1.5");
  }

  @ParameterizedTest
  @CsvSource({
    "RPUSH own a 1 bb, LRANGE own 0 -1",
    "ZADD own 1.5 a -inf b, ZRANGE own 0 -1 WITHSCORES",
    "HSET own f v g w, HGETALL own",
    "SADD own 1 2 300000, SMEMBERS own",
  })
  void whatIsWrittenHereIsReadBack(String write, String read) {
    redis.run(write);
    String before = redis.run(read);
    redis.run("DUMP own");
    byte[] payload = redis.bulk();
    assertThat(restore("own", "0", payload, "REPLACE")).isEqualTo("+OK");
    assertThat(redis.run(read)).isEqualTo(before);
  }

  @Test
  void deadlinesOfFieldsAreKept() {
    redis.run("HSET own f v g w h x");
    redis.run("HPEXPIREAT own 1100000 FIELDS 1 f");
    redis.run("HPEXPIREAT own 70000000000000 FIELDS 1 g");
    redis.run("DUMP own");
    assertThat(restore("own", "0", redis.bulk(), "REPLACE")).isEqualTo("+OK");
    assertThat(redis.run("HPEXPIRETIME own FIELDS 3 f g h"))
        .isEqualTo("*3 :1100000 :70000000000000 :-1");
    assertThat(redis.run("HGET own g")).isEqualTo("$1 w");
  }

  @Test
  void refusals() {
    assertThat(restore("0", STRING, "WHAT")).isEqualTo("-ERR syntax error");
    assertThat(restore("x", STRING)).startsWith("-ERR value is not an integer");
    assertThat(restore("-1", STRING)).isEqualTo("-ERR Invalid TTL value, must be >= 0");
    assertThat(restore("there", "0", HexFormat.of().parseHex(STRING)))
        .isEqualTo("-BUSYKEY Target key name already exists.");
    assertThat(restore("0", STRING, "FREQ", "256"))
        .isEqualTo("-ERR Invalid FREQ value, must be >= 0 and <= 255");
    assertThat(restore("0", STRING.replace("68", "69")))
        .isEqualTo("-ERR DUMP payload version or checksum are wrong");
    assertThat(redis.run("EXISTS k")).isEqualTo(":0");
  }

  @Test
  void deadlinesRelativeAndAbsolute() {
    restore("500", STRING);
    assertThat(redis.run("PTTL k")).isEqualTo(":500");
    restore("1000700", STRING, "REPLACE", "ABSTTL");
    assertThat(redis.run("PTTL k")).isEqualTo(":700");
    assertThat(restore("1", STRING, "REPLACE", "ABSTTL")).isEqualTo("+OK");
    assertThat(redis.run("EXISTS k")).isEqualTo(":0");
  }

  @Test
  void anyCutPayloadIsRefused() {
    byte[] whole = HexFormat.of().parseHex("0202016201610a0075d99d835ef85f65");
    for (int length = 0; length < whole.length; length++) {
      assertThat(restore("k", "0", java.util.Arrays.copyOf(whole, length))).startsWith("-ERR");
    }
  }
}
