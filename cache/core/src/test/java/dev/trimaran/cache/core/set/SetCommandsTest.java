package dev.trimaran.cache.core.set;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.hash.HashCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetCommandsTest {

  private static final String WRONG_TYPE =
      "-WRONGTYPE Operation against a key holding the wrong kind of value";

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    SetCommands.register(redis.table());
    HashCommands.register(redis.table());
    redis.run("SADD s a b c");
    redis.run("SADD t b c d");
    redis.run("SADD n 3 1 2");
    redis.run("HSET hash a b");
    redis.events.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SADD s a x x|:1
          SREM s a a none|:1
          SREM none a|:0
          SMOVE s t a|:1
          SMOVE s t none|:0
          SMOVE s s a|:1
          SMOVE s none b|:1
          SMOVE none hash a|:0
          SISMEMBER s a|:1
          SISMEMBER n 01|:0
          SMISMEMBER s a x|*2 :1 :0
          SMISMEMBER none a|*1 :0
          SCARD s|:3
          SCARD none|:0
          SMEMBERS n|*3 $1 1 $1 2 $1 3
          SMEMBERS none|*0
          SPOP none|$-1
          SPOP none 2|*0
          SPOP s 0|*0
          SPOP s x|-ERR value is out of range, must be positive
          SPOP s -1|-ERR value is out of range, must be positive
          SPOP s 1 2|-ERR syntax error
          SPOP n 5|*3 $1 1 $1 2 $1 3
          SRANDMEMBER n 5|*3 $1 1 $1 2 $1 3
          SRANDMEMBER none|$-1
          SRANDMEMBER none 1|*0
          SRANDMEMBER s x|-ERR value is not an integer or out of range
          SRANDMEMBER s 1 1|-ERR syntax error
          SSCAN n 0 MATCH [12]|*2 $1 0 *2 $1 1 $1 2
          SINTER s t|*2 $1 b $1 c
          SINTER s none|*0
          SDIFF s t|*1 $1 a
          SDIFF none s|*0
          SUNION s t none|*4 $1 a $1 b $1 c $1 d
          SINTERSTORE x s t|:2
          SUNIONSTORE x s t|:4
          SDIFFSTORE x s s|:0
          SINTERCARD 2 s t|:2
          SINTERCARD 2 s t LIMIT 1|:1
          SINTERCARD 2 s t LIMIT -1|-ERR LIMIT can't be negative
          SINTERCARD 0 s|-ERR numkeys should be greater than 0
          SINTERCARD 3 s t|-ERR Number of keys can't be greater than number of args
          SINTERCARD 1 s t|-ERR syntax error
          """)
  void answers(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource({"SADD hash a", "SMOVE s hash a", "SINTER none hash", "SPOP hash", "SMOVE hash s a"})
  void refusesOtherTypes(String command) {
    assertThat(redis.run(command)).isEqualTo(WRONG_TYPE);
  }

  @Test
  void tellsEvents() {
    redis.run("SADD new a");
    redis.run("SMOVE new s a");
    redis.run("SMOVE s t a");
    redis.run("SPOP n 3");
    redis.run("SUNIONSTORE u s t");
    redis.run("SINTERSTORE u s none");
    assertThat(redis.events)
        .containsExactly(
            "sadd new",
            "srem new",
            "del new",
            "srem s",
            "sadd t",
            "spop n",
            "del n",
            "sunionstore u",
            "del u");
  }

  @Test
  void journalsWhatChanceHasChosen() {
    redis.run("SADD one x");
    redis.run("SPOP one");
    redis.run("SPOP n 3");
    assertThat(redis.journal).containsExactly("SREM one x", "DEL n");
    redis.run("SADD many 1 2 3 4 5 6 7 8 9");
    redis.run("SPOP many 4");
    assertThat(redis.journal.getLast().split(" ")).hasSize(6).startsWith("SREM", "many");
    assertThat(redis.run("SCARD many")).isEqualTo(":5");
  }

  @Test
  void drawsEachMemberOnce() {
    for (int i = 0; i < 1000; i++) {
      redis.run("SADD big member" + i);
    }
    assertThat(redis.run("SRANDMEMBER big 1000")).startsWith("*1000 ");
    assertThat(redis.run("SRANDMEMBER big 10")).startsWith("*10 ");
    assertThat(redis.run("SPOP big 990")).startsWith("*990 ");
    assertThat(redis.run("SCARD big")).isEqualTo(":10");
  }

  @Test
  void tellsSetsInResp3() {
    redis.resp3();
    assertThat(redis.run("SMEMBERS n")).isEqualTo("~3 $1 1 $1 2 $1 3");
    assertThat(redis.run("SINTER s none")).isEqualTo("~0");
    assertThat(redis.run("SRANDMEMBER n 3")).startsWith("*3");
    assertThat(redis.run("SPOP n 1")).startsWith("~1");
  }
}
