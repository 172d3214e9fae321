package dev.trimaran.cache.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.command.Periodic;
import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.keyspace.Keyspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlines of fields, as Redis 7.4 has them. */
class FieldExpiryTest {

  private static final long NOW_MS = 1_000_000;

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    HashCommands.register(redis.table());
    redis.now(NOW_MS);
    redis.run("HSET h a 1 b 2 c 3");
    redis.run("HPEXPIRE h 1500 FIELDS 1 a");
    redis.events.clear();
    redis.journal.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEXPIRE h 10 FIELDS 3 a b x|*3 :1 :1 :-2
          HEXPIRE none 10 FIELDS 1 a|*1 :-2
          HEXPIRE h 10 NX FIELDS 2 a b|*2 :0 :1
          HEXPIRE h 10 XX FIELDS 2 a b|*2 :1 :0
          HEXPIRE h 10 GT FIELDS 2 a b|*2 :1 :0
          HEXPIRE h 1 GT FIELDS 1 a|*1 :0
          HEXPIRE h 1 LT FIELDS 2 a b|*2 :1 :1
          HEXPIRE h 10 LT FIELDS 1 a|*1 :0
          HEXPIRE h 0 FIELDS 1 b|*1 :2
          HPEXPIREAT h 999999 FIELDS 2 b c|*2 :2 :2
          HEXPIREAT h 1002 FIELDS 1 b|*1 :1
          HEXPIRE h -1 FIELDS 1 a|-ERR invalid expire time, must be >= 0
          HEXPIRE h 99999999999999 FIELDS 1 a|-ERR invalid expire time in 'hexpire' command
          HEXPIRE h x FIELDS 1 a|-ERR value is not an integer or out of range
          HEXPIRE h 1 FIELD 1 a|-ERR Mandatory argument FIELDS is missing or not at the right \
          position
          HEXPIRE h 1 FIELDS 0 a|-ERR Parameter `numFields` should be greater than 0
          HEXPIRE h 1 FIELDS 2 a|-ERR The `numfields` parameter must match the number of arguments
          HTTL h FIELDS 3 a b x|*3 :2 :-1 :-2
          HPTTL h FIELDS 1 a|*1 :1500
          HEXPIRETIME h FIELDS 1 a|*1 :1002
          HPEXPIRETIME h FIELDS 1 a|*1 :1001500
          HTTL none FIELDS 2 a b|*2 :-2 :-2
          HTTL h FIELDS 0 a|-ERR Number of fields must be a positive integer
          HPERSIST h FIELDS 3 a b x|*3 :1 :-1 :-2
          """)
  void answers(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HGET h a|$-1
          HLEN h|:2
          HGETALL h|*4 $1 b $1 2 $1 c $1 3
          HEXISTS h a|:0
          HINCRBY h a 5|:5
          HSETNX h a 9|:1
          HDEL h a|:0
          HTTL h FIELDS 1 a|*1 :-2
          HSCAN h 0|*2 $1 0 *4 $1 b $1 2 $1 c $1 3
          HRANDFIELD h 5|*2 $1 b $1 c
          """)
  void whatHasExpiredIsMetByNoCommand(String command, String reply) {
    redis.now(NOW_MS + 1500);
    assertThat(redis.run(command)).isEqualTo(reply);
    assertThat(redis.events.getFirst()).isEqualTo("hexpired h");
    assertThat(redis.journal.getFirst()).isEqualTo("HDEL h a");
  }

  @Test
  void aNewValueHasNoDeadlineButACountKeepsIt() {
    redis.run("HPEXPIRE h 1500 FIELDS 1 b");
    redis.run("HSET h a 7");
    redis.run("HINCRBY h b 1");
    assertThat(redis.run("HPTTL h FIELDS 2 a b")).isEqualTo("*2 :-1 :1500");
  }

  @Test
  void expiresAsTimePasses() {
    Periodic expiry = redis.table().periodics().getFirst();
    assertThat(expiry.nextDeadline()).isEqualTo(NOW_MS + 1500);
    redis.run("HPEXPIRE h 2000 FIELDS 2 b c");
    redis.now(NOW_MS + 1499);
    assertThat(expiry.run(redis, redis, 10)).isZero();
    redis.now(NOW_MS + 1500);
    assertThat(expiry.run(redis, redis, 10)).isPositive();
    assertThat(expiry.nextDeadline()).isEqualTo(NOW_MS + 2000);
    redis.now(NOW_MS + 2000);
    expiry.run(redis, redis, 10);
    assertThat(expiry.nextDeadline()).isEqualTo(Keyspace.NO_DEADLINE);
    assertThat(redis.keys().size()).isZero();
    assertThat(redis.events).containsExactly("hexpire h", "hexpired h", "hexpired h", "del h");
    assertThat(redis.journal)
        .containsExactly("HPEXPIREAT h 1002000 FIELDS 2 b c", "HDEL h a", "HDEL h b c");
  }

  @Test
  void journalsADeadlineThatHasPassedAsARemoval() {
    redis.run("HEXPIRE h 0 FIELDS 3 a b c");
    assertThat(redis.journal).containsExactly("HDEL h a b c");
    assertThat(redis.events).containsExactly("hdel h", "del h");
  }

  @Test
  void isToldByItsEncoding() {
    long place = redis.call().find(1, dev.trimaran.cache.core.keyspace.Access.PEEK);
    assertThat(redis.keys().datum(place).encoding()).isEqualTo("listpackex");
  }
}
