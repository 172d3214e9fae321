package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that are told while one client loads them anew. */
class StaleTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();

  private String load(String key, String value, String options) {
    String reply = one.run("GETLEASE " + key + " 5000");
    String token = reply.substring(reply.length() - 16);
    return one.run("SETLEASE " + key + " " + token + " " + value + " " + options);
  }

  @Test
  void aStaleValueIsToldWhileOneLoadsItAnew() {
    assertThat(load("k", "v", "PX 1000 SOFT 100")).isEqualTo(":1");
    assertThat(cache.journalled).containsExactly("SET k v PXAT 1001000", "SOFTEXPIREAT k 1000100");
    assertThat(one.run("SOFTTTL k")).isEqualTo(":100");
    assertThat(one.run("GETLEASE k 500")).isEqualTo("*3 $3 hit $1 v $-1");
    cache.pass(100);
    assertThat(one.run("SOFTTTL k")).isEqualTo(":0");
    String told = one.run("GETLEASE k 500");
    assertThat(told).matches("\\*3 \\$5 stale \\$1 v \\$16 [0-9a-f]{16}");
    assertThat(other.run("GETLEASE k 500 WAIT 0")).isEqualTo("*3 $5 stale $1 v $-1");
    assertThat(other.run("GET k")).isEqualTo("$1 v");
    assertThat(other.run("PTTL k")).isEqualTo(":900");
    String token = told.substring(told.length() - 16);
    assertThat(one.run("SETLEASE k " + token + " w PX 1000 SOFT 100")).isEqualTo(":1");
    assertThat(other.run("GETLEASE k 500")).isEqualTo("*3 $3 hit $1 w $-1");
  }

  @Test
  void aRefreshThatFailsIsTakenOverByAnother() {
    load("k", "v", "SOFT 100");
    cache.pass(100);
    assertThat(one.run("GETLEASE k 500")).contains("$16");
    cache.pass(499);
    assertThat(other.run("GETLEASE k 500")).endsWith("$-1");
    cache.pass(1);
    assertThat(other.run("GETLEASE k 500")).contains("$16");
  }

  @Test
  void atTheHardDeadlineItIsGoneAndTheRefreshGoesOn() {
    load("k", "v", "PX 200 SOFT 100");
    cache.pass(150);
    String told = one.run("GETLEASE k 500");
    cache.pass(51);
    assertThat(other.run("GETLEASE k 500")).isEqualTo("*3 $4 miss $-1 $-1");
    assertThat(other.run("GETLEASE k 500 WAIT 0")).isEmpty();
    one.run("SETLEASE k " + told.substring(told.length() - 16) + " w");
    assertThat(other.heard()).isEqualTo("*3 $3 hit $1 w $-1");
    assertThat(other.run("SOFTTTL k")).isEqualTo(":-1");
  }

  @Test
  void aValueCanBeDeclaredStale() {
    one.run("SET k v");
    assertThat(one.run("SOFTEXPIRE k 0")).isEqualTo(":1");
    assertThat(one.run("GETLEASE k 500")).contains("stale");
    one.run("SOFTEXPIREAT k " + (cache.nowMs + 50));
    assertThat(one.run("SOFTTTL k")).isEqualTo(":50");
    assertThat(one.run("GETLEASE k 500")).isEqualTo("*3 $3 hit $1 v $-1");
    assertThat(one.run("SOFTEXPIRE no 1")).isEqualTo(":0");
    assertThat(one.run("SOFTTTL no")).isEqualTo(":-2");
    one.run("RPUSH l 1");
    assertThat(one.run("SOFTEXPIRE l 1")).startsWith("-WRONGTYPE");
    assertThat(one.run("SOFTTTL l")).startsWith("-WRONGTYPE");
    assertThat(one.run("SOFTEXPIRE k x")).startsWith("-ERR value is not an integer");
    assertThat(one.run("SOFTEXPIRE k 9223372036854775807"))
        .isEqualTo("-ERR invalid expire time in 'softexpire' command");
  }

  @Test
  void anyWriteOfTheValueTakesItAwayADeadlineOrANameDoesNot() {
    String big = "x".repeat(5000);
    for (String value : List.of("7", "a".repeat(300), big)) {
      for (String keeps :
          List.of("EXPIRE k 100", "PERSIST k", "GETEX k EX 9", "TOUCH k", "GET k")) {
        one.run("SET k " + value);
        one.run("SOFTEXPIRE k 100");
        one.run(keeps);
        assertThat(one.run("SOFTTTL k")).as(keeps).isEqualTo(":100");
        assertThat(one.run("STRLEN k")).isEqualTo(":" + value.length());
      }
      one.run("RENAME k n");
      assertThat(one.run("SOFTTTL n")).isEqualTo(":100");
      assertThat(one.run("GET n")).endsWith(value);
      for (String write :
          List.of(
              "SET k " + value,
              "SET k other KEEPTTL",
              "APPEND k y",
              "SETRANGE k 0 1",
              "GETSET k z",
              "COPY n k REPLACE")) {
        one.run("SET k " + value);
        one.run("SOFTEXPIRE k 100");
        one.run(write);
        assertThat(one.run("SOFTTTL k")).as(write).isEqualTo(":-1");
      }
    }
    one.run("SET k 7");
    one.run("SOFTEXPIRE k 100");
    one.run("INCR k");
    assertThat(one.run("SOFTTTL k")).isEqualTo(":-1");
    assertThat(one.run("OBJECT ENCODING k")).isEqualTo("$3 int");
  }

  @Test
  void whoComesEarlyLoadsTheOftenerTheNearerTheEnd() {
    load("k", "v", "PX 100000");
    int[] granted = new int[2];
    for (int i = 0; i < 1000; i++) {
      for (int near = 0; near < 2; near++) {
        one.run("PEXPIRE k " + (near == 1 ? 1000 : 3000));
        if (one.run("GETLEASE k 500 EARLY 1000").contains("$16")) {
          granted[near]++;
        }
      }
    }
    // P(-1000 ln u >= left) = exp(-left / 1000)
    assertThat(granted[1]).isBetween(310, 430);
    assertThat(granted[0]).isBetween(25, 80);
    one.run("PERSIST k");
    assertThat(one.run("GETLEASE k 500 EARLY 1000000")).doesNotContain("$16");
    assertThat(one.run("GETLEASE k 500 EARLY")).isEqualTo("-ERR syntax error");
    assertThat(one.run("GETLEASE k 500 EARLY -1")).startsWith("-ERR timeout is negative");
  }

  @Test
  void aStaleValueIsToldEvenWhereThereAreTooManyLeases() {
    load("k", "v", "SOFT 10");
    cache.pass(10);
    one.run("CONFIG SET lease-max-keys 0");
    assertThat(one.run("GETLEASE k 500")).isEqualTo("*3 $5 stale $1 v $-1");
  }
}
