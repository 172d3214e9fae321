package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one client does to others: as redis-server 7.0.15 does it. */
class ClientControlTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();
  private final long id = other.client.session().id();

  @Test
  void aPauseHoldsAllOrWritesUntilItEnds() {
    one.run("CLIENT PAUSE 100 WRITE");
    assertThat(other.run("GET a")).isEqualTo("$-1");
    assertThat(other.run("SET a 1")).isEmpty();
    cache.pass(101);
    assertThat(other.heard()).isEqualTo("+OK");
    one.run("CLIENT PAUSE 100 ALL");
    assertThat(other.run("GET a")).isEmpty();
    cache.pass(101);
    assertThat(other.heard()).isEqualTo("$1 1");
  }

  @Test
  void aPauseCanBeEnded() {
    one.run("CLIENT PAUSE 1000 WRITE");
    assertThat(other.run("SET a 1")).isEmpty();
    assertThat(one.run("CLIENT LIST ID " + id)).contains("flags=b ");
    assertThat(one.run("CLIENT UNPAUSE")).isEqualTo("+OK");
    cache.pass(0);
    assertThat(other.heard()).isEqualTo("+OK");
    assertThat(one.run("CLIENT PAUSE 1 ALL X"))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for 'PAUSE'. Try CLIENT HELP.");
  }

  @Test
  void aWaitCanBeEnded() {
    assertThat(other.run("BLPOP l 0")).isEmpty();
    assertThat(one.run("CLIENT UNBLOCK " + id)).isEqualTo(":1");
    assertThat(other.heard()).isEqualTo("*-1");
    other.run("BLPOP l 0");
    assertThat(one.run("CLIENT UNBLOCK " + id + " ERROR")).isEqualTo(":1");
    assertThat(other.heard()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK");
    assertThat(one.run("CLIENT UNBLOCK " + id)).isEqualTo(":0");
  }

  @Test
  void clientsAreEndedByAllFiltersTogether() {
    other.run("SUBSCRIBE c");
    assertThat(one.run("CLIENT KILL ID " + id + " TYPE normal")).isEqualTo(":0");
    assertThat(one.run("CLIENT KILL ID " + id + " USER default ADDR 1.2.3.4:5")).isEqualTo(":0");
    assertThat(other.closed).isFalse();
    assertThat(one.run("CLIENT KILL TYPE pubsub USER default LADDR 127.0.0.1:0")).isEqualTo(":1");
    assertThat(other.closed).isTrue();
    assertThat(one.closed).isFalse();
    long own = one.client.session().id();
    assertThat(one.run("CLIENT KILL ID " + own)).isEqualTo(":0");
    assertThat(one.run("CLIENT KILL ID " + own + " SKIPME no")).isEqualTo(":1");
    assertThat(one.closed).isTrue();
  }

  @Test
  void clientsAreListedAsTheyAreNamed() {
    one.run("CLIENT NO-EVICT ON");
    long own = one.client.session().id();
    assertThat(one.run("CLIENT LIST ID " + own + " 99 " + id + " " + own))
        .matches("(?s).*id=" + own + " .*id=" + id + " .*id=" + own + " .*flags=e .*");
    assertThat(one.run("CLIENT LIST TYPE pubsub")).isEqualTo("$0");
    assertThat(one.run("CLIENT HELP x"))
        .isEqualTo("-ERR wrong number of arguments for 'client|help' command");
  }
}
