package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.notification.EventClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class PubSubTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();

  @Test
  void aMessageReachesWhoListensToItsChannelOrAPatternOfIt() {
    assertThat(one.run("SUBSCRIBE a b"))
        .isEqualTo("*3 $9 subscribe $1 a :1 *3 $9 subscribe $1 b :2");
    assertThat(one.run("PSUBSCRIBE a*")).isEqualTo("*3 $10 psubscribe $2 a* :3");
    assertThat(other.run("PUBLISH a hi")).isEqualTo(":2");
    assertThat(one.heard()).isEqualTo("*3 $7 message $1 a $2 hi *4 $8 pmessage $2 a* $1 a $2 hi");
    assertThat(other.run("PUBLISH c hi")).isEqualTo(":0");
  }

  @Test
  void endsOfSubscriptionsAreCounted() {
    assertThat(one.run("UNSUBSCRIBE")).isEqualTo("*3 $11 unsubscribe $-1 :0");
    one.run("SUBSCRIBE a b");
    assertThat(one.run("UNSUBSCRIBE"))
        .isEqualTo("*3 $11 unsubscribe $1 a :1 *3 $11 unsubscribe $1 b :0");
    assertThat(other.run("PUBLISH a hi")).isEqualTo(":0");
  }

  @Test
  void shardChannelsAreApart() {
    assertThat(one.run("SSUBSCRIBE a")).isEqualTo("*3 $10 ssubscribe $1 a :1");
    assertThat(other.run("PUBLISH a hi")).isEqualTo(":0");
    assertThat(other.run("SPUBLISH a hi")).isEqualTo(":1");
    assertThat(one.heard()).isEqualTo("*3 $8 smessage $1 a $2 hi");
  }

  @Test
  void whatIsListenedToIsTold() {
    one.run("SUBSCRIBE a b");
    one.run("PSUBSCRIBE x*");
    assertThat(other.run("PUBSUB CHANNELS")).isEqualTo("*2 $1 a $1 b");
    assertThat(other.run("PUBSUB CHANNELS b*")).isEqualTo("*1 $1 b");
    assertThat(other.run("PUBSUB NUMSUB a c")).isEqualTo("*4 $1 a :1 $1 c :0");
    assertThat(other.run("PUBSUB NUMPAT")).isEqualTo(":1");
    assertThat(other.run("PUBSUB NOSUCH"))
        .isEqualTo("-ERR unknown subcommand 'NOSUCH'. Try PUBSUB HELP.");
  }

  @Test
  void eventsOfKeysArePublishedWhenAskedFor() {
    one.run("PSUBSCRIBE __key*");
    one.heard();
    other.run("SET a 1");
    assertThat(one.heard()).isEmpty();
    cache.engine.events().classes(EventClasses.parse("KEA").orElseThrow());
    other.run("SET a 1");
    assertThat(one.heard())
        .isEqualTo(
            "*4 $8 pmessage $6 __key* $16 __keyspace@0__:a $3 set"
                + " *4 $8 pmessage $6 __key* $18 __keyevent@0__:set $1 a");
  }

  @Test
  void anExpiredKeyIsTold() {
    cache.engine.events().classes(EventClasses.parse("Ex").orElseThrow());
    one.run("SUBSCRIBE __keyevent@0__:expired");
    other.run("PSETEX a 100 1");
    cache.pass(101);
    assertThat(one.heard()).isEqualTo("*3 $7 message $22 __keyevent@0__:expired $1 a");
  }

  @Test
  void theLettersOfTheClassesAreToldInTheirOrder() {
    assertThat(EventClasses.parse("EK$gmx").orElseThrow().text()).isEqualTo("g$xKEm");
    assertThat(EventClasses.parse("AKE").orElseThrow().text()).isEqualTo("AKE");
    assertThat(EventClasses.parse("Kq")).isEmpty();
  }

  @Test
  void aKeyIsNewOnceWhateverItHolds() {
    cache.engine.events().classes(EventClasses.parse("En").orElseThrow());
    one.run("PSUBSCRIBE *");
    for (String command :
        List.of(
            "SET s 1",
            "SET s 2",
            "LPUSH l a",
            "HSET h f v",
            "SADD t m",
            "ZADD z 1 m",
            "RENAME s s2",
            "COPY h h2",
            "APPEND s2 x",
            "SETBIT b 1 1",
            "INCR n")) {
      other.run(command);
    }
    assertThat(one.heard().split("__keyevent@0__:new ").length - 1).isEqualTo(9);
  }
}
