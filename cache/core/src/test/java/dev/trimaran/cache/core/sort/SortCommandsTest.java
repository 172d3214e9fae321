package dev.trimaran.cache.core.sort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.hash.HashCommands;
import dev.trimaran.cache.core.list.ListCommands;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.set.SetCommands;
import dev.trimaran.cache.core.sortedset.SortedSetCommands;
import dev.trimaran.cache.core.string.StringCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortCommandsTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    SortCommands.register(redis.table());
    ListCommands.register(redis.table());
    SetCommands.register(redis.table());
    SortedSetCommands.register(redis.table());
    HashCommands.register(redis.table());
    StringCommands.register(redis.table(), new Limits());
    redis.run("RPUSH l 10 9 -1 2.5");
    redis.run("RPUSH w b a c");
    redis.run("ZADD z 3 x 1 y 2 v");
    redis.run("SADD s k b");
    redis.run("SET w_a 3");
    redis.run("SET w_b 2");
    redis.run("HSET h_a f 1");
    redis.run("HSET h_c f 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SORT l|*4 $2 -1 $3 2.5 $1 9 $2 10
          SORT l DESC LIMIT 1 2|*2 $1 9 $3 2.5
          SORT l LIMIT -5 2|*2 $2 -1 $3 2.5
          SORT l LIMIT 9 2|*0
          SORT l ALPHA|*4 $2 -1 $2 10 $3 2.5 $1 9
          SORT w|-ERR One or more scores can't be converted into double
          SORT w ALPHA DESC|*3 $1 c $1 b $1 a
          SORT w BY w_*|*3 $1 c $1 b $1 a
          SORT w BY h_*->f GET # GET h_*->f|*6 $1 b $-1 $1 c $1 0 $1 a $1 1
          SORT w BY none|*3 $1 b $1 a $1 c
          SORT z BY none DESC|*3 $1 x $1 v $1 y
          SORT none|*0
          SORT h_a|-WRONGTYPE Operation against a key holding the wrong kind of value
          SORT l BY|-ERR syntax error
          SORT l LIMIT x 1|-ERR value is not an integer or out of range
          SORT l STORE to|:4
          SORT none STORE l|:0
          SORT_RO l STORE to|-ERR syntax error
          SORT s BY none STORE to|:2
          """)
  void replies(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }
}
