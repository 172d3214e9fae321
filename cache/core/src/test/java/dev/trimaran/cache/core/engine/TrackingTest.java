package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackingTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();

  @BeforeEach
  void both() {
    one.run("HELLO 3");
    other.run("HELLO 3");
  }

  private static String gone(String... keys) {
    StringBuilder text = new StringBuilder(">2 $10 invalidate *" + keys.length);
    for (String key : keys) {
      text.append(" $").append(key.length()).append(' ').append(key);
    }
    return text.toString();
  }

  private String told(EngineHarness.User user) {
    cache.engine.turnEnds();
    return user.heard();
  }

  @Test
  void whoHasReadAKeyIsToldOfItsNextChangeOnce() {
    one.run("CLIENT TRACKING ON");
    one.run("GET a");
    other.run("SET a 1");
    other.run("SET a 2");
    other.run("SET b 2");
    assertThat(told(one)).isEqualTo(gone("a"));
    one.run("MGET a b");
    other.run("DEL b a");
    assertThat(told(one)).isEqualTo(gone("b") + " " + gone("a"));
  }

  @Test
  void ofAllWaysToChangeAKey() {
    one.run("CLIENT TRACKING ON");
    other.run("RPUSH l 1 2");
    for (String change :
        new String[] {
          "RENAME k k2", "COPY l k REPLACE", "SORT l STORE k", "SET k 1", "EXPIRE k 100",
          "PERSIST k", "INCR k", "MOVE k 1", "SUNIONSTORE k s", "LMOVE l k LEFT RIGHT",
          "SET k 1 EX 10", "GETEX k PERSIST", "GETDEL k", "LPUSH k 1", "LPOP k"
        }) {
      other.run("SADD s 1");
      if (!change.startsWith("LPUSH") && !change.startsWith("LPOP")) {
        other.run("SETNX k 0");
      }
      if (change.startsWith("LMOVE") || change.startsWith("LPUSH")) {
        other.run("DEL k");
      }
      one.run("TYPE k");
      other.run(change);
      assertThat(told(one)).as(change).isEqualTo(gone("k"));
    }
  }

  @Test
  void itsOwnReplyComesFirst() {
    one.run("CLIENT TRACKING ON");
    one.run("GET a");
    assertThat(one.run("SET a 1")).isEqualTo("+OK " + gone("a"));
    one.run("MULTI");
    one.run("GET a");
    one.run("SET a 2");
    one.run("GET a");
    assertThat(one.run("EXEC")).isEqualTo("*3 $1 1 +OK $1 2 " + gone("a"));
    assertThat(one.run("SET a 3")).isEqualTo("+OK " + gone("a"));
  }

  @Test
  void aChangeAfterTheReadIsToldAfterItsReply() {
    one.run("CLIENT TRACKING ON");
    other.run("SET a 1");
    cache.engine.request(
        one.client,
        dev.trimaran.cache.core.model.Arguments.of("GET", "a"),
        one.reply(),
        cache.nowMs);
    other.run("SET a 2");
    assertThat(told(one)).isEqualTo("$1 1 " + gone("a"));
  }

  @Test
  void nothingStandsInsideTheReplyToAWait() {
    one.run("CLIENT TRACKING ON");
    one.run("LLEN l");
    assertThat(one.run("BLPOP l 0")).isEmpty();
    other.run("RPUSH l x");
    assertThat(told(one)).isEqualTo(gone("l") + " *2 $1 l $1 x");
    one.run("TYPE d");
    assertThat(one.run("BLMOVE l d LEFT LEFT 0")).isEmpty();
    other.run("RPUSH l x");
    assertThat(told(one)).isEqualTo("$1 x " + gone("d"));
  }

  @Test
  void anErrorTakesNoMessageWithIt() {
    one.run("CLIENT TRACKING ON");
    other.run("SET a 1 PX 100");
    one.run("MGET a b");
    cache.nowMs += 200;
    assertThat(one.run("RENAME a b")).isEqualTo("-ERR no such key " + gone("a"));
    one.run("CLIENT REPLY OFF");
    assertThat(one.run("SET b 1")).isEqualTo(gone("b"));
  }

  @Test
  void keysThatExpireAndAreEvictedAreToldToo() {
    one.run("CLIENT TRACKING ON");
    other.run("PSETEX a 100 1");
    one.run("GET a");
    cache.pass(101);
    assertThat(told(one)).isEqualTo(gone("a"));
    other.run("SET b 1");
    one.run("GET b");
    other.run("CONFIG SET maxmemory-policy allkeys-random");
    other.run("CONFIG SET maxmemory 1");
    other.run("SET c 1");
    assertThat(told(one)).isEqualTo(gone("b"));
  }

  @Test
  void nullTellsThatAllIsGone() {
    one.run("CLIENT TRACKING ON NOLOOP");
    one.run("GET a");
    other.run("FLUSHALL");
    assertThat(told(one)).isEqualTo(">2 $10 invalidate _");
    other.run("SET a 1");
    assertThat(told(one)).isEmpty();
    assertThat(one.run("FLUSHDB")).isEqualTo("+OK >2 $10 invalidate _");
    one.run("GET a");
    other.run("SWAPDB 0 1");
    assertThat(told(one)).isEmpty();
  }

  @Test
  void withNoloopOnlyOfTheChangesOfOthers() {
    one.run("CLIENT TRACKING ON NOLOOP");
    one.run("GET a");
    assertThat(one.run("SET a 1")).isEqualTo("+OK");
    one.run("GET a");
    other.run("SET a 1");
    assertThat(told(one)).isEqualTo(gone("a"));
  }

  @Test
  void broadcastsTellOfAllKeysOfAPrefixAtTheEndOfATurn() {
    one.run("CLIENT TRACKING ON BCAST PREFIX a PREFIX b");
    other.run("SET a2 1");
    other.run("SET b1 1");
    other.run("SET a1 1");
    other.run("SET a2 2");
    other.run("SET c 1");
    assertThat(told(one)).isEqualTo(gone("a1", "a2") + " " + gone("b1"));
    assertThat(one.run("SET a1 1")).isEqualTo("+OK");
    assertThat(told(one)).isEqualTo(gone("a1"));
    one.run("CLIENT TRACKING OFF");
    other.run("SET a1 1");
    assertThat(told(one)).isEmpty();
  }

  @Test
  void broadcastsLeaveOutOnesOwnChanges() {
    one.run("CLIENT TRACKING ON BCAST NOLOOP");
    one.run("SET a 1");
    assertThat(told(one)).isEmpty();
    one.run("SET a 1");
    one.run("SET b 1");
    other.run("SET b 1");
    assertThat(told(one)).isEqualTo(gone("b"));
  }

  @Test
  void optInAndOptOut() {
    one.run("CLIENT TRACKING ON OPTIN");
    one.run("GET a");
    one.run("CLIENT CACHING YES");
    assertThat(one.run("CLIENT TRACKINGINFO"))
        .isEqualTo("%3 $5 flags ~3 $2 on $5 optin $11 caching-yes $8 redirect :0 $8 prefixes *0");
    one.run("GET b");
    one.run("GET c");
    other.run("MSET a 1 b 1 c 1");
    assertThat(told(one)).isEqualTo(gone("b"));
    one.run("CLIENT CACHING YES");
    one.run("MULTI");
    one.run("GET a");
    one.run("GET b");
    one.run("EXEC");
    other.run("MSET a 1 b 1 c 1");
    assertThat(told(one)).isEqualTo(gone("a") + " " + gone("b"));
    one.run("CLIENT TRACKING OFF");
    one.run("CLIENT TRACKING ON OPTOUT");
    one.run("CLIENT CACHING NO");
    one.run("GET a");
    one.run("GET b");
    other.run("MSET a 1 b 1 c 1");
    assertThat(told(one)).isEqualTo(gone("b"));
  }

  @Test
  void anotherConnectionIsToldInItsPlace() {
    EngineHarness.User listener = cache.user();
    long id = listener.client.session().id();
    listener.run("SUBSCRIBE __redis__:invalidate");
    one.run("CLIENT TRACKING ON REDIRECT " + id);
    assertThat(one.run("CLIENT GETREDIR")).isEqualTo(":" + id);
    assertThat(one.run("CLIENT INFO")).contains("flags=t ").contains("redir=" + id);
    one.run("GET a");
    other.run("SET a 1");
    assertThat(told(one)).isEmpty();
    assertThat(listener.heard()).isEqualTo("*3 $7 message $20 __redis__:invalidate *1 $1 a");
    other.run("FLUSHALL");
    assertThat(listener.heard()).isEqualTo("*3 $7 message $20 __redis__:invalidate $-1");
    one.run("GET a");
    cache.engine.close(listener.client);
    other.run("SET a 1");
    assertThat(told(one)).isEqualTo(">2 $21 tracking-redir-broken :" + id);
    assertThat(one.run("CLIENT INFO")).contains("flags=tR ");
    assertThat(one.run("CLIENT TRACKINGINFO")).contains("broken_redirect");
  }

  @Test
  void theTableIsBounded() {
    other.run("CONFIG SET tracking-table-max-keys 2");
    one.run("CLIENT TRACKING ON NOLOOP");
    other.run("CLIENT TRACKING ON");
    one.run("GET a");
    other.run("GET a");
    other.run("GET b");
    assertThat(other.run("INFO stats"))
        .contains("tracking_total_keys:2 tracking_total_items:3 tracking_total_prefixes:0");
    assertThat(one.run("GET c")).isEqualTo("_ " + gone("a"));
    assertThat(other.heard()).isEqualTo(gone("a"));
    assertThat(other.run("CONFIG SET tracking-table-max-keys 1")).isEqualTo("+OK " + gone("b"));
    assertThat(other.run("INFO stats")).contains("tracking_total_keys:1 tracking_total_items:1 ");
  }

  @Test
  void clientsThatAreGoneTakeNoRoomForever() {
    one.run("CLIENT TRACKING ON");
    for (int i = 0; i < 1000; i++) {
      EngineHarness.User guest = cache.user();
      guest.run("CLIENT TRACKING ON");
      guest.run("GET a");
      cache.engine.close(guest.client);
    }
    one.run("GET a");
    assertThat(one.run("INFO stats")).containsPattern("tracking_total_items:[12] ");
    other.run("SET a 1");
    assertThat(one.heard()).isEqualTo(gone("a"));
  }

  @Test
  void resetAndTheEndOfAConnectionEndIt() {
    one.run("CLIENT TRACKING ON BCAST");
    assertThat(one.run("INFO clients")).contains("tracking_clients:1");
    assertThat(one.run("CLIENT INFO")).contains("flags=tB ");
    one.run("RESET");
    assertThat(one.run("CLIENT INFO")).contains("flags=N ").contains("redir=-1");
    assertThat(one.run("INFO clients")).contains("tracking_clients:0");
    one.run("CLIENT TRACKING ON BCAST");
    cache.engine.close(one.client);
    assertThat(other.run("INFO stats")).contains("tracking_total_prefixes:0");
    assertThat(other.run("SET a 1")).isEqualTo("+OK");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    assertThat(one.run("CLIENT TRACKING ON PREFIX a")).startsWith("-ERR PREFIX option requires");
    assertThat(one.run("CLIENT TRACKING ON BCAST OPTIN")).startsWith("-ERR OPTIN and OPTOUT are");
    assertThat(one.run("CLIENT TRACKING ON OPTIN OPTOUT"))
        .startsWith("-ERR You can't specify both");
    assertThat(one.run("CLIENT TRACKING ON REDIRECT 99")).startsWith("-ERR The client ID you");
    assertThat(one.run("CLIENT TRACKING ON BCAST PREFIX ab PREFIX a"))
        .startsWith("-ERR Prefix 'ab' overlaps with another provided prefix 'a'.");
    one.run("CLIENT TRACKING ON BCAST PREFIX ab");
    assertThat(one.run("CLIENT TRACKING ON BCAST PREFIX a"))
        .startsWith("-ERR Prefix 'a' overlaps with an existing prefix 'ab'.");
    assertThat(one.run("CLIENT TRACKING ON")).startsWith("-ERR You can't switch BCAST");
    assertThat(one.run("CLIENT CACHING YES")).startsWith("-ERR CLIENT CACHING YES is only valid");
  }
}
