package dev.trimaran.cache.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.hash.HashCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandsTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    KeysCommands.register(redis.table());
    HashCommands.register(redis.table());
    redis.run("HSET h one 1");
    redis.run("HSET late one 1");
    redis.run("PEXPIRE late 1499");
    redis.events.clear();
    redis.journal.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DEL h none|:1
          UNLINK h late|:2
          EXISTS h h none|:2
          TOUCH h none|:1
          TYPE h|+hash
          TYPE none|+none
          TTL h|:-1
          TTL none|:-2
          TTL late|:1
          PTTL late|:1499
          PEXPIRETIME late|:1001499
          EXPIRETIME late|:1001
          PERSIST late|:1
          PERSIST h|:0
          EXPIRE h 10|:1
          EXPIRE none 10|:0
          EXPIRE h x|-ERR value is not an integer or out of range
          EXPIRE h 9223372036854775807|-ERR invalid expire time in 'expire' command
          PEXPIRE h 9223372036854775807|-ERR invalid expire time in 'pexpire' command
          EXPIRE h 10 ab|-ERR Unsupported option ab
          EXPIRE h 10 NX XX|-ERR NX and XX, GT or LT options at the same time are not compatible
          EXPIRE h 10 gt lt|-ERR GT and LT options at the same time are not compatible
          EXPIRE h 10 XX|:0
          EXPIRE h 10 GT|:0
          EXPIRE h 10 LT|:1
          EXPIRE late 10 NX|:0
          EXPIRE late 1 GT|:0
          EXPIRE late 10 GT|:1
          EXPIRE late 1 LT|:1
          EXPIRE late 10 LT|:0
          RENAME none x|-ERR no such key
          RENAME h h|+OK
          RENAMENX h h|:0
          RENAMENX h late|:0
          RENAMENX h new|:1
          COPY h h|-ERR source and destination objects are the same
          COPY h late|:0
          COPY h late REPLACE|:1
          COPY h new|:1
          COPY h new DB 1|-ERR DB index is out of range
          COPY h new what|-ERR syntax error
          MOVE h 0|-ERR source and destination objects are the same
          MOVE h 1|-ERR DB index is out of range
          MOVE h x|-ERR value is not an integer or out of range
          KEYS h*|*1 $1 h
          KEYS [k-m]ate|*1 $4 late
          KEYS x|*0
          SCAN x|-ERR invalid cursor
          SCAN 0 COUNT 0|-ERR syntax error
          SCAN 0 TYPE string|*2 $1 0 *0
          SCAN 0 MATCH l* TYPE HASH|*2 $1 0 *1 $4 late
          """)
  void replies(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @Test
  void aDeadlineThatHasPassedRemovesTheKey() {
    assertThat(redis.run("EXPIRE h -1")).isEqualTo(":1");
    assertThat(redis.run("EXISTS h")).isEqualTo(":0");
    assertThat(redis.events).containsExactly("del h");
    assertThat(redis.journal).containsExactly("DEL h");
  }

  @Test
  void aRelativeDeadlineIsJournalledAsATime() {
    redis.run("EXPIRE h 100");
    assertThat(redis.events).containsExactly("expire h");
    assertThat(redis.journal).containsExactly("PEXPIREAT h 1100000");
  }

  @Test
  void aRenamedKeyTakesItsDeadlineAlongAndTheOldTargetGivesWay() {
    assertThat(redis.run("RENAME late h")).isEqualTo("+OK");
    assertThat(redis.run("PTTL h")).isEqualTo(":1499");
    assertThat(redis.run("EXISTS late")).isEqualTo(":0");
    assertThat(redis.events).containsExactly("rename_from late", "rename_to h");
  }

  @Test
  void aCopyTakesTheDeadlineAlongAndLivesByItself() {
    redis.run("COPY late copy");
    redis.run("HSET copy one 2");
    assertThat(redis.run("HGET late one")).isEqualTo("$1 1");
    assertThat(redis.run("PTTL copy")).isEqualTo(":1499");
  }
}
