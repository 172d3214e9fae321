package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies as redis-server 7.0.15 gives them. */
final class ConnectionTest {

  private final EngineHarness harness = new EngineHarness();
  private final EngineHarness.User user = harness.user();

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '"',
      value = {
        "PING > +PONG",
        "PING hi > $2 hi",
        "ECHO a > $1 a",
        "SELECT 16 > -ERR DB index is out of range",
        "SELECT a > -ERR value is not an integer or out of range",
        "FOO a b > -ERR unknown command 'FOO', with args beginning with: 'a' 'b'",
        "GET > -ERR wrong number of arguments for 'get' command",
        "CLIENT SETINFO LIB-NAME x > -ERR unknown subcommand 'SETINFO'. Try CLIENT HELP.",
        "CLIENT > -ERR wrong number of arguments for 'client' command",
        "CLIENT GETNAME > $-1",
        "CLIENT REPLY foo > -ERR syntax error",
        "HELLO 4 > -NOPROTO unsupported protocol version",
        "HELLO a > -ERR Protocol version is not an integer or out of range",
        "HELLO 3 SETNAME > -ERR Syntax error in HELLO option 'SETNAME'",
        "AUTH a b > -WRONGPASS invalid username-password pair or user is disabled.",
        "ASKING > -ERR This instance has cluster support disabled",
        "CLUSTER INFO > -ERR This instance has cluster support disabled",
        "WAIT 0 0 > :0",
        "ROLE > *3 $6 master :0 *0",
        "CONFIG GET save > *2 $4 save $0",
        "CONFIG SET foo 1 > -ERR Unknown option or number of arguments for CONFIG SET - 'foo'",
        "CONFIG SET maxmemory abc > -ERR CONFIG SET failed (possibly related to argument"
            + " 'maxmemory') - argument must be a memory value",
        "COMMAND GETKEYS SET a b > *1 $1 a",
        "COMMAND GETKEYS GET a b > -ERR Invalid number of arguments specified for command",
        "SLOWLOG LEN > :0",
        "SLOWLOG FOO > -ERR unknown subcommand 'FOO'. Try SLOWLOG HELP.",
        "LATENCY LATEST > *0",
        "ACL WHOAMI > $7 default",
        "ACL LIST > *1 $34 user default on nopass ~* &* +@all",
      })
  void answers(String request, String reply) {
    assertThat(user.run(request)).isEqualTo(reply);
  }

  @Test
  void helloSwitchesTheProtocol() {
    assertThat(user.run("HELLO 3"))
        .startsWith("%7 $6 server $5 redis $7 version $6 7.0.15 $5 proto :3 $2 id :1");
    assertThat(user.run("GET a")).isEqualTo("_");
    assertThat(user.run("RESET")).isEqualTo("+RESET");
    assertThat(user.run("GET a")).isEqualTo("$-1");
  }

  @Test
  void withAPasswordAStrangerCanDoNothing() {
    user.run("CONFIG SET requirepass secret");
    EngineHarness.User stranger = harness.user();
    assertThat(stranger.run("PING")).isEqualTo("-NOAUTH Authentication required.");
    assertThat(stranger.run("HELLO 3")).startsWith("-NOAUTH HELLO must be called");
    assertThat(stranger.run("AUTH wrong")).startsWith("-WRONGPASS");
    assertThat(stranger.run("AUTH secret")).isEqualTo("+OK");
    assertThat(stranger.run("PING")).isEqualTo("+PONG");
    assertThat(harness.user().run("HELLO 3 AUTH default secret SETNAME me")).startsWith("%7");
  }

  @Test
  void aClientThatWantsNoRepliesGetsNone() {
    assertThat(user.run("CLIENT REPLY OFF")).isEmpty();
    assertThat(user.run("PING")).isEmpty();
    assertThat(user.run("CLIENT REPLY ON")).isEqualTo("+OK");
    assertThat(user.run("CLIENT REPLY SKIP")).isEmpty();
    assertThat(user.run("PING")).isEmpty();
    assertThat(user.run("PING")).isEqualTo("+PONG");
  }

  @Test
  void clientsAreListedAndKilled() {
    EngineHarness.User other = harness.user();
    other.run("CLIENT SETNAME other");
    assertThat(user.run("CLIENT LIST ID 2")).contains("id=2 addr=").contains(" name=other ");
    assertThat(user.run("CLIENT KILL ID 2")).isEqualTo(":1");
    assertThat(other.closed).isTrue();
    assertThat(user.run("CLIENT KILL 1.2.3.4:5")).isEqualTo("-ERR No such client");
    assertThat(user.run("CLIENT SETNAME a\nb")).startsWith("-ERR Client names cannot contain");
  }

  @Test
  void pausedRequestsGoOnWhenThePauseEnds() {
    EngineHarness.User other = harness.user();
    assertThat(user.run("CLIENT PAUSE 100 WRITE")).isEqualTo("+OK");
    assertThat(other.run("GET a")).isEqualTo("$-1");
    assertThat(other.run("SET a 1")).isEmpty();
    assertThat(other.client.isBlocked()).isTrue();
    harness.pass(101);
    assertThat(other.heard()).isEqualTo("+OK");
    assertThat(other.client.isBlocked()).isFalse();
  }

  @Test
  void aSubscriberInTheOldProtocolIsLimited() {
    user.run("SUBSCRIBE a");
    assertThat(user.run("GET a")).startsWith("-ERR Can't execute 'get': only (P|S)SUBSCRIBE");
    assertThat(user.run("PING")).isEqualTo("*2 $4 pong $0");
    user.run("RESET");
    assertThat(user.run("PING")).isEqualTo("+PONG");
  }
}
