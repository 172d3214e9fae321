package dev.trimaran.cache.core.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.hash.HashCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListCommandsTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    ListCommands.register(redis.table());
    HashCommands.register(redis.table());
    redis.run("RPUSH l a b c b d");
    redis.run("RPUSH one x");
    redis.run("HSET h f v");
    redis.events.clear();
    redis.journal.clear();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LPUSH l z|:6
          RPUSHX none z|:0
          LPUSHX l z|:6
          LPUSH h z|-WRONGTYPE Operation against a key holding the wrong kind of value
          LPOP l|$1 a
          RPOP l 2|*2 $1 d $1 b
          LPOP l 0|*0
          LPOP none|$-1
          LPOP none 2|*-1
          LPOP l -1|-ERR value is out of range, must be positive
          LPOP l 1 2|-ERR wrong number of arguments for 'lpop' command
          LLEN l|:5
          LRANGE l 0 -1|*5 $1 a $1 b $1 c $1 b $1 d
          LRANGE l -2 100|*2 $1 b $1 d
          LRANGE l 5 9|*0
          LINDEX l -1|$1 d
          LINDEX l 5|$-1
          LINDEX none x|$-1
          LSET l 1 y|+OK
          LSET l 9 y|-ERR index out of range
          LSET none 0 y|-ERR no such key
          LREM l 0 b|:2
          LREM l -1 b|:1
          LREM none 0 b|:0
          LTRIM l 1 2|+OK
          LTRIM none 1 2|+OK
          LINSERT l BEFORE c y|:6
          LINSERT l after q y|:-1
          LINSERT l beside c y|-ERR syntax error
          LPOS l b|:1
          LPOS l b RANK 2|:3
          LPOS l b RANK -1|:3
          LPOS l b COUNT 0|*2 :1 :3
          LPOS l b RANK -1 COUNT 0|*2 :3 :1
          LPOS l b COUNT 0 MAXLEN 2|*1 :1
          LPOS l q|$-1
          LPOS l q COUNT 1|*0
          LPOS l b COUNT -1|-ERR COUNT can't be negative
          LMOVE l one LEFT RIGHT|$1 a
          LMOVE l l LEFT RIGHT|$1 a
          LMOVE none l LEFT RIGHT|$-1
          LMOVE l h LEFT RIGHT|-WRONGTYPE Operation against a key holding the wrong kind of value
          LMOVE l one UP RIGHT|-ERR syntax error
          RPOPLPUSH one one|$1 x
          LMPOP 2 none l LEFT COUNT 2|*2 $1 l *2 $1 a $1 b
          LMPOP 1 none LEFT|*-1
          LMPOP 0 l LEFT|-ERR numkeys should be greater than 0
          LMPOP 1 l LEFT COUNT 0|-ERR count should be greater than 0
          LMPOP 2 l LEFT|-ERR syntax error
          BLPOP none l 0|*2 $1 l $1 a
          BLPOP l x|-ERR timeout is not a float or out of range
          BLPOP l -1|-ERR timeout is negative
          BLMPOP 0 1 l RIGHT|*2 $1 l *1 $1 d
          """)
  void replies(String command, String reply) {
    assertThat(redis.run(command)).isEqualTo(reply);
  }

  @Test
  void anEmptiedListGoes() {
    redis.run("LPOP one");
    assertThat(redis.events).containsExactly("lpop one", "del one");
    assertThat(redis.run("LLEN one")).isEqualTo(":0");
  }

  @Test
  void aMoveTellsBothKeys() {
    redis.run("LMOVE one l LEFT LEFT");
    assertThat(redis.events).containsExactly("lpush l", "lpop one", "del one");
    assertThat(redis.run("LINDEX l 0")).isEqualTo("$1 x");
  }

  @Test
  void waitingCommandsAreJournalledAsWhatTheyTook() {
    redis.run("BLPOP l 0");
    redis.run("BLMPOP 0 1 l RIGHT COUNT 9");
    assertThat(redis.journal).containsExactly("LPOP l", "RPOP l 4");
  }
}
