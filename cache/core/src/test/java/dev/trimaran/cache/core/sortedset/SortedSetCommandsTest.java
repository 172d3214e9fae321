package dev.trimaran.cache.core.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.set.SetCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedSetCommandsTest {

  private static final String WRONG_TYPE =
      "-WRONGTYPE Operation against a key holding the wrong kind of value";

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    SortedSetCommands.register(redis.table());
    SetCommands.register(redis.table());
    redis.run("ZADD z 1 a 2 b 3 c");
    redis.run("ZADD y 10 b 20 c 30 d");
    redis.run("ZADD lex 0 a 0 b 0 c 0 d");
    redis.run("SADD set a d");
    redis.events.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ZADD z 5 a 6 x|:1
          ZADD z CH 5 a 2 b 6 x|:2
          ZADD z NX 5 a 6 x|:1
          ZADD z XX CH 5 a 6 x|:1
          ZADD z GT CH 0 a 9 b|:1
          ZADD z LT CH 0 a 9 b|:1
          ZADD z INCR 2.5 a|$3 3.5
          ZADD z NX INCR 1 a|$-1
          ZADD z XX INCR 1 x|$-1
          ZADD none XX INCR 1 x|$-1
          ZADD none XX 1 x|:0
          ZADD z INCR 1 a 2 b|-ERR INCR option supports a single increment-element pair
          ZADD z NX XX 1 a|-ERR XX and NX options at the same time are not compatible
          ZADD z GT LT 1 a|-ERR GT, LT, and/or NX options at the same time are not compatible
          ZADD z 1|-ERR wrong number of arguments for 'zadd' command
          ZADD z 1 a 2|-ERR syntax error
          ZADD z NX a 1|-ERR value is not a valid float
          ZINCRBY z inf a|$3 inf
          ZINCRBY z x a|-ERR value is not a valid float
          ZREM z a a x|:1
          ZSCORE z b|$1 2
          ZSCORE z x|$-1
          ZMSCORE z a x|*2 $1 1 $-1
          ZMSCORE none a|*1 $-1
          ZCARD z|:3
          ZCOUNT z (1 3|:2
          ZCOUNT z -inf +inf|:3
          ZCOUNT z x 1|-ERR min or max is not a float
          ZLEXCOUNT lex [b +|:3
          ZLEXCOUNT lex - (c|:2
          ZLEXCOUNT lex b c|-ERR min or max not valid string range item
          ZRANK z b|:1
          ZREVRANK z a|:2
          ZRANK z x|$-1
          """)
  void answers(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ZRANGE z 0 -1 WITHSCORES|*6 $1 a $1 1 $1 b $1 2 $1 c $1 3
          ZRANGE z 1 5 REV|*2 $1 b $1 a
          ZRANGE z 3 1 BYSCORE REV LIMIT 1 1|*1 $1 b
          ZRANGE z 0 1 LIMIT 1 1|-ERR syntax error, LIMIT is only supported in combination with \
          either BYSCORE or BYLEX
          ZRANGE lex - + BYLEX WITHSCORES|-ERR syntax error, WITHSCORES not supported in \
          combination with BYLEX
          ZRANGE lex [b (d BYLEX|*2 $1 b $1 c
          ZRANGE z 5 9|*0
          ZRANGE none 0 1|*0
          ZREVRANGE z 0 0|*1 $1 c
          ZRANGEBYSCORE z -inf (3 LIMIT 1 -1|*1 $1 b
          ZREVRANGEBYSCORE z 3 2|*2 $1 c $1 b
          ZRANGEBYLEX lex - [b|*2 $1 a $1 b
          ZREVRANGEBYLEX lex + (b|*2 $1 d $1 c
          ZRANGESTORE to z 1 2|:2
          ZRANGESTORE to z 5 9|:0
          ZREMRANGEBYRANK z 0 1|:2
          ZREMRANGEBYSCORE z 2 9|:2
          ZREMRANGEBYLEX lex [a [b|:2
          ZPOPMIN z|*2 $1 a $1 1
          ZPOPMAX z 2|*4 $1 c $1 3 $1 b $1 2
          ZPOPMIN z 0|*0
          ZPOPMIN none|*0
          ZPOPMIN z -1|-ERR value is out of range, must be positive
          BZPOPMIN none z 1|*3 $1 z $1 a $1 1
          BZPOPMIN z x|-ERR timeout is not a float or out of range
          BZPOPMAX z -1|-ERR timeout is negative
          ZMPOP 2 none z MIN COUNT 2|*2 $1 z *2 *2 $1 a $1 1 *2 $1 b $1 2
          ZMPOP 1 none MAX|*-1
          ZMPOP 0 z MAX|-ERR numkeys should be greater than 0
          ZMPOP 1 z MAX COUNT 0|-ERR count should be greater than 0
          ZMPOP 1 z MID|-ERR syntax error
          BZMPOP 1 1 z MAX|*2 $1 z *1 *2 $1 c $1 3
          ZRANDMEMBER none|$-1
          ZRANDMEMBER z 9 WITHSCORES|*6 $1 a $1 1 $1 b $1 2 $1 c $1 3
          ZSCAN z 0 MATCH [ab]|*2 $1 0 *4 $1 a $1 1 $1 b $1 2
          ZUNION 2 z y WITHSCORES|*8 $1 a $1 1 $1 b $2 12 $1 c $2 23 $1 d $2 30
          ZUNION 2 z y WEIGHTS 2 1 AGGREGATE MAX|*4 $1 a $1 b $1 c $1 d
          ZINTER 2 z set WITHSCORES|*2 $1 a $1 2
          ZDIFF 2 z y|*1 $1 a
          ZDIFF 2 z y WEIGHTS 1 1|-ERR syntax error
          ZUNION 0 z|-ERR at least 1 input key is needed for 'zunion' command
          ZUNION 2 z y WEIGHTS 1 x|-ERR weight value is not a float
          ZINTERCARD 2 z y|:2
          ZINTERCARD 2 z y LIMIT 1|:1
          ZUNIONSTORE to 2 z y|:4
          ZUNIONSTORE to 2 z y WITHSCORES|-ERR syntax error
          ZINTERSTORE to 2 z none|:0
          ZDIFFSTORE to 2 z y|:1
          """)
  void answersOfRanges(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @ParameterizedTest
  @CsvSource({
    "ZADD set 1 a",
    "ZRANGE set 0 1",
    "ZPOPMIN set",
    "BZPOPMIN set z 0",
    "ZMPOP 1 set MIN"
  })
  void refusesOtherTypes(String command) {
    assertThat(redis.run(command)).isEqualTo(WRONG_TYPE);
  }

  @Test
  void waitsForAMember() {
    assertThat(redis.run("BZPOPMIN none 1.5")).isEmpty();
    assertThat(redis.call().blocked()).isTrue();
    assertThat(redis.call().blockedUntil()).isEqualTo(redis.now() + 1500);
    assertThat(redis.run("BZMPOP 0 1 none MIN")).isEmpty();
    assertThat(redis.call().blockedUntil()).isZero();
  }

  @Test
  void tellsEventsAndJournalsWhatWasTaken() {
    redis.run("ZADD new 1 a 2 b");
    redis.run("ZINCRBY new 1 a");
    redis.run("BZPOPMAX new 1");
    redis.run("ZMPOP 1 new MIN COUNT 5");
    redis.run("ZREMRANGEBYRANK z 0 -1");
    redis.run("ZUNIONSTORE u 1 y");
    redis.run("ZINTERSTORE u 2 y none");
    assertThat(redis.events)
        .containsExactly(
            "zadd new",
            "zincr new",
            "zpopmax new",
            "zpopmin new",
            "del new",
            "zremrangebyrank z",
            "del z",
            "zunionstore u",
            "del u");
    assertThat(redis.journal).containsExactly("ZPOPMAX new", "ZPOPMIN new 5");
  }

  @Test
  void tellsPairsInResp3() {
    redis.resp3();
    assertThat(redis.run("ZRANGE z 0 0 WITHSCORES")).isEqualTo("*1 *2 $1 a ,1");
    assertThat(redis.run("ZPOPMIN z")).isEqualTo("*2 $1 a ,1");
    assertThat(redis.run("ZPOPMIN z 1")).isEqualTo("*1 *2 $1 b ,2");
    assertThat(redis.run("ZRANDMEMBER z 1 WITHSCORES")).isEqualTo("*1 *2 $1 c ,3");
  }
}
