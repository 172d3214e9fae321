package dev.trimaran.cache.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashCommandsTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    HashCommands.register(redis.table());
    redis.run("HSET h one 1 two 2 word abc");
    redis.events.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HGET h one|$1 1
          HGET h none|$-1
          HGET none one|$-1
          HMGET h two none one|*3 $1 2 $-1 $1 1
          HMGET none a|*1 $-1
          HGETALL h|*6 $3 one $1 1 $3 two $1 2 $4 word $3 abc
          HGETALL none|*0
          HKEYS h|*3 $3 one $3 two $4 word
          HVALS h|*3 $1 1 $1 2 $3 abc
          HLEN h|:3
          HLEN none|:0
          HEXISTS h one|:1
          HEXISTS h x|:0
          HSTRLEN h word|:3
          HSTRLEN h x|:0
          HSET h one 5 five 5|:1
          HSET h one|-ERR wrong number of arguments for 'hset' command
          HSET h one 1 two|-ERR wrong number of arguments for 'hset' command
          HMSET h a b|+OK
          HMSET h a b c|-ERR wrong number of arguments for 'hmset' command
          HSETNX h one 9|:0
          HSETNX h nine 9|:1
          HDEL h one one none|:1
          HDEL none one|:0
          HINCRBY h one 41|:42
          HINCRBY h new -3|:-3
          HINCRBY h one x|-ERR value is not an integer or out of range
          HINCRBY h word 1|-ERR hash value is not an integer
          HINCRBY h one 9223372036854775807|-ERR increment or decrement would overflow
          HINCRBYFLOAT h one 0.5|$3 1.5
          HINCRBYFLOAT h one x|-ERR value is not a valid float
          HINCRBYFLOAT h word 1|-ERR hash value is not a float
          HINCRBYFLOAT h one inf|-ERR value is NaN or Infinity
          HSCAN h 0|*2 $1 0 *6 $3 one $1 1 $3 two $1 2 $4 word $3 abc
          HSCAN h 0 MATCH *o|*2 $1 0 *2 $3 two $1 2
          HSCAN h x|-ERR invalid cursor
          HSCAN h 0 COUNT 0|-ERR syntax error
          HSCAN h 0 COUNT|-ERR syntax error
          HSCAN none 0 COUNT 0|*2 $1 0 *0
          HRANDFIELD none|$-1
          HRANDFIELD none 3|*0
          HRANDFIELD h 3|*3 $3 one $3 two $4 word
          HRANDFIELD h 9 WITHVALUES|*6 $3 one $1 1 $3 two $1 2 $4 word $3 abc
          HRANDFIELD h 9 WITHSCORES|-ERR syntax error
          """)
  void answers(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @Test
  void tellsMapsInResp3() {
    redis.resp3();
    assertThat(redis.run("HGETALL h")).startsWith("%3 $3 one");
    assertThat(redis.run("HRANDFIELD h 3 WITHVALUES")).startsWith("*3 *2 $3 one $1 1 *2");
    assertThat(redis.run("HRANDFIELD none")).isEqualTo("_");
  }

  @Test
  void tellsEvents() {
    redis.run("HSET new a 1 b 2");
    redis.run("HDEL new a b");
    redis.run("HDEL new a");
    redis.run("HINCRBY h one 1");
    assertThat(redis.events).containsExactly("hset new", "hdel new", "del new", "hincrby h");
    assertThat(redis.keys().size()).isEqualTo(1);
  }

  @Test
  void journalsTheResultOfAFloat() {
    redis.run("HINCRBYFLOAT h one 0.25");
    assertThat(redis.journal).containsExactly("HSET h one 1.25");
  }

  @Test
  void drawsWithRepetition() {
    assertThat(redis.run("HRANDFIELD h -20")).startsWith("*20 ");
    assertThat(redis.run("HRANDFIELD h -5 WITHVALUES")).startsWith("*10 ");
  }
}
