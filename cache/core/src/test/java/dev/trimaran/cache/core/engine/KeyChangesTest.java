package dev.trimaran.cache.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener in the process is told of. */
class KeyChangesTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User user = cache.user();
  private final List<String> told = new ArrayList<>();

  KeyChangesTest() {
    cache
        .engine
        .keyChanges()
        .tell((database, change, key, value) ->
            told.add(
                (database == 0 ? "" : database + " ")
                    + change.name().toLowerCase(java.util.Locale.ROOT)
                    + (key.length == 0 ? "" : " " + new String(key, UTF_8))
                    + (value == null ? "" : "=" + new String(value, UTF_8))));
  }

  private List<String> after(String... commands) {
    told.clear();
    for (String command : commands) {
      assertThat(user.run(command)).as(command).doesNotStartWith("-");
    }
    return told;
  }

  @Test
  void strings() {
    assertThat(after("SET k v", "SET k w EX 9", "APPEND k x", "GETSET k y", "DEL k", "DEL k"))
        .containsExactly("created k=v", "updated k=w", "updated k=wx", "updated k=y", "removed k");
    assertThat(after("MSET a 1 b 2", "MSET b 3 c 4"))
        .containsExactly("created a=1", "created b=2", "updated b=3", "created c=4");
    assertThat(after("INCR n", "INCR n", "SETRANGE r 2 x", "EXPIRE n 9", "PERSIST n"))
        .containsExactly("created n=1", "updated n=2", "created r=\0\0x");
  }

  @Test
  void collections() {
    assertThat(after("RPUSH l 1", "RPUSH l 2", "LPOP l", "LPOP l"))
        .containsExactly("created l", "updated l", "updated l", "updated l", "removed l");
    assertThat(after("SADD s 1 2", "SMOVE s t 1", "SUNIONSTORE u s t", "ZADD z 1 m", "HSET h f v"))
        .containsExactly(
            "created s", "updated s", "created t", "created u", "created z", "created h");
  }

  @Test
  void names() {
    after("SET a 1", "SET b 2");
    assertThat(after("RENAME a c", "RENAME c b", "COPY b d", "MOVE d 1"))
        .containsExactly(
            "removed a",
            "created c=1",
            "removed c",
            "created b=1",
            "created d=1",
            "removed d",
            "1 created d=1");
  }

  @Test
  void whatTheStoreRemoves() {
    after("SET a 1 PX 10", "SET b 2 PX 10");
    told.clear();
    cache.nowMs += 11;
    assertThat(after("SET a 2")).containsExactly("expired a", "created a=2");
    told.clear();
    cache.pass(1);
    assertThat(told).containsExactly("expired b");
    assertThat(after("FLUSHDB")).containsExactly("cleared");
  }

  @Test
  void nobodyIsToldOfReads() {
    after("SET a 1");
    assertThat(after("GET a", "EXISTS a", "GETEX a EX 9", "TOUCH a")).isEmpty();
    cache.engine.keyChanges().tell(null);
    assertThat(after("SET a 2")).isEmpty();
  }
}
