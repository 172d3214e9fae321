package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final String MISS = "*3 $4 miss $-1 $-1";

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();
  private final EngineHarness.User third = cache.user();

  /** The token of a reply that grants a lease. */
  private static String token(String reply) {
    assertThat(reply).matches("\\*3 \\$4 miss \\$-1 \\$16 [0-7][0-9a-f]{15}");
    return reply.substring(reply.length() - 16);
  }

  @Test
  void oneIsToldToLoadTheOthersOfAMiss() {
    String token = token(one.run("GETLEASE k 1000"));
    assertThat(other.run("GETLEASE k 1000")).isEqualTo(MISS);
    assertThat(one.run("GETLEASE k 1000")).isEqualTo(MISS);
    assertThat(one.run("SETLEASE k " + token + " v PX 500")).isEqualTo(":1");
    assertThat(other.run("GETLEASE k 1000")).isEqualTo("*3 $3 hit $1 v $-1");
    assertThat(other.run("PTTL k")).isEqualTo(":500");
    assertThat(cache.journalled).containsExactly("SET k v PXAT 1000500");
    assertThat(one.run("SETLEASE k " + token + " w")).isEqualTo(":0");
    cache.pass(501);
    token(other.run("GETLEASE k 1000"));
  }

  @Test
  void ofAThousandThatWaitOneLoads() {
    List<EngineHarness.User> users = new ArrayList<>();
    String token = "";
    for (int i = 0; i < 1000; i++) {
      users.add(cache.user());
      String reply = users.getLast().run("GETLEASE k 5000 WAIT 0");
      if (i == 0) {
        token = token(reply);
      } else {
        assertThat(reply).isEmpty();
      }
    }
    assertThat(users.getFirst().run("SETLEASE k " + token + " v")).isEqualTo(":1");
    for (EngineHarness.User user : users.subList(1, 1000)) {
      assertThat(user.heard()).isEqualTo("*3 $3 hit $1 v $-1");
    }
    assertThat(one.run("INFO trimaran"))
        .contains("leases:0 leases_granted:1 leases_filled:1 leases_released:0");
  }

  @Test
  void whoWaitsTooLongIsToldOfAMiss() {
    one.run("GETLEASE k 5000");
    other.run("GETLEASE k 5000 WAIT 100");
    cache.pass(99);
    assertThat(other.heard()).isEmpty();
    cache.pass(1);
    assertThat(other.heard()).isEqualTo(MISS);
  }

  @Test
  void whatIsRemovedOrChangedMeanwhileIsNotOverwritten() {
    for (String change :
        List.of("DEL k", "UNLINK a k", "SET k x", "GETDEL k", "FLUSHALL", "SWAPDB 0 1", "INCR k")) {
      String token = token(one.run("GETLEASE k 5000"));
      other.run(change);
      assertThat(one.run("SETLEASE k " + token + " stale")).as(change).isEqualTo(":0");
      assertThat(one.run("DELLEASE k " + token)).as(change).isEqualTo(":0");
      assertThat(one.run("GET k")).doesNotContain("stale");
      other.run("DEL k");
    }
    assertThat(one.run("INFO trimaran")).contains("leases_overtaken:7").contains("_refused:7");
  }

  @Test
  void aRemovalLetsTheNextThatWaitsLoad() {
    one.run("GETLEASE k 5000");
    other.run("GETLEASE k 5000 WAIT 0");
    third.run("GETLEASE k 5000 WAIT 0");
    assertThat(one.run("DEL k")).isEqualTo(":0");
    String token = token(other.heard());
    assertThat(third.heard()).isEmpty();
    assertThat(other.run("SETLEASE k " + token + " v")).isEqualTo(":1");
    assertThat(third.heard()).isEqualTo("*3 $3 hit $1 v $-1");
  }

  @Test
  void anEndOrAReturnHandsTheLeaseOn() {
    String lost = token(one.run("GETLEASE k 1000"));
    other.run("GETLEASE k 1000 WAIT 0");
    third.run("GETLEASE k 1000 WAIT 0");
    cache.pass(999);
    assertThat(other.heard()).isEmpty();
    cache.pass(1);
    String next = token(other.heard());
    assertThat(third.heard()).isEmpty();
    assertThat(one.run("SETLEASE k " + lost + " late")).isEqualTo(":0");
    assertThat(other.run("DELLEASE k " + lost)).isEqualTo(":0");
    assertThat(other.run("DELLEASE k " + next)).isEqualTo(":1");
    assertThat(third.run("SETLEASE k " + token(third.heard()) + " v")).isEqualTo(":1");
  }

  @Test
  void whoIsGoneIsHandedNothing() {
    one.run("GETLEASE k 1000");
    other.run("GETLEASE k 1000 WAIT 0");
    third.run("GETLEASE k 1000 WAIT 0");
    cache.engine.close(other.client);
    cache.pass(1000);
    token(third.heard());
  }

  @Test
  void anExpiryDoesNotTakeALeaseAway() {
    one.run("SET k v PX 10");
    cache.nowMs += 20; // no tick yet
    String token = token(one.run("GETLEASE k 1000"));
    cache.pass(20);
    assertThat(one.run("SETLEASE k " + token + " w")).isEqualTo(":1");
  }

  @Test
  void aTransactionWaitsForNothing() {
    one.run("GETLEASE k 1000");
    other.run("MULTI");
    other.run("GETLEASE k 1000 WAIT 0");
    assertThat(other.run("EXEC")).isEqualTo("*1 " + MISS);
  }

  @Test
  void anotherTypeIsRefusedEvenWhileWaiting() {
    one.run("RPUSH list 1");
    assertThat(one.run("GETLEASE list 1000")).startsWith("-WRONGTYPE");
    one.run("GETLEASE k 1000");
    other.run("GETLEASE k 1000 WAIT 0");
    one.run("RPUSH k 1");
    assertThat(other.heard()).startsWith("-WRONGTYPE");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(one.run("GETLEASE k 0")).startsWith("-ERR a lease lasts from 1 to 3600000");
    assertThat(one.run("GETLEASE k 3600001")).startsWith("-ERR a lease lasts");
    assertThat(one.run("GETLEASE k x")).startsWith("-ERR value is not an integer");
    assertThat(one.run("GETLEASE k 1 WAIT")).isEqualTo("-ERR syntax error");
    assertThat(one.run("GETLEASE k 1 WHAT 1")).isEqualTo("-ERR syntax error");
    assertThat(one.run("GETLEASE k 1 WAIT -1")).isEqualTo("-ERR timeout is negative");
    assertThat(one.run("SETLEASE k t v EX 0")).startsWith("-ERR invalid expire time in 'setlease'");
    assertThat(one.run("SETLEASE k t v KEEPTTL")).isEqualTo("-ERR syntax error");
    assertThat(one.run("SETLEASE k t v")).isEqualTo(":0");
    assertThat(one.run("DELLEASE k t")).isEqualTo(":0");
  }

  @Test
  void thereAreNoMoreLeasesThanTheLimit() {
    assertThat(one.run("CONFIG SET lease-max-keys 2")).isEqualTo("+OK");
    token(one.run("GETLEASE a 1000"));
    token(one.run("GETLEASE b 1000"));
    assertThat(one.run("GETLEASE c 1000"))
        .isEqualTo("-ERR too many keys are being loaded (2); try again, or raise lease-max-keys");
    assertThat(one.run("GETLEASE a 1000")).isEqualTo(MISS);
    cache.pass(1000);
    token(one.run("GETLEASE c 1000"));
  }

  /** Loaders that race with removals and with each other: no hit is older than the last removal. */
  @Test
  void neverAnOldValue() {
    Random random = new Random(42);
    List<EngineHarness.User> users = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<Integer> loaded = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      users.add(cache.user());
      tokens.add("");
      loaded.add(0);
    }
    int source = 0; // what the database behind the cache holds
    for (int step = 0; step < 20_000; step++) {
      int i = random.nextInt(users.size());
      EngineHarness.User user = users.get(i);
      String said = user.client.isBlocked() ? "" : "idle";
      if (!said.isEmpty()) {
        switch (random.nextInt(6)) {
          case 0 -> {
            source++;
            said = user.run("DEL k");
          }
          case 1, 2 -> {
            boolean mine = !tokens.get(i).isEmpty();
            said =
                mine
                    ? user.run("SETLEASE k " + tokens.get(i) + " v" + loaded.get(i) + " PX 30")
                    : "";
            tokens.set(i, "");
          }
          case 3 -> cache.pass(random.nextInt(20));
          default -> {
            if (tokens.get(i).isEmpty()) {
              said = user.run("GETLEASE k 50 WAIT 40");
              hear(said, i, tokens, loaded, source);
            }
          }
        }
      }
      for (int other = 0; other < users.size(); other++) {
        hear(users.get(other).heard(), other, tokens, loaded, source);
      }
    }
    assertThat(one.run("INFO trimaran")).doesNotContain("leases_refused:0 ");
  }

  private static void hear(
      String said, int i, List<String> tokens, List<Integer> loaded, int source) {
    if (said.startsWith("*3 $4 miss $-1 $16")) {
      tokens.set(i, token(said));
      loaded.set(i, source);
    } else if (said.startsWith("*3 $3 hit")) {
      assertThat(said).endsWith(" v" + source + " $-1");
    }
  }
}
