package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockingTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();
  private final EngineHarness.User third = cache.user();

  @Test
  void whoCameFirstIsServedFirst() {
    assertThat(one.run("BLPOP a 0")).isEmpty();
    assertThat(other.run("BLPOP b a 0")).isEmpty();
    assertThat(third.run("RPUSH a 1")).isEqualTo(":1");
    assertThat(one.heard()).isEqualTo("*2 $1 a $1 1");
    assertThat(other.heard()).isEmpty();
    third.run("RPUSH a 2");
    assertThat(other.heard()).isEqualTo("*2 $1 a $1 2");
    assertThat(third.run("EXISTS a")).isEqualTo(":0");
  }

  @Test
  void oneRequestMayServeSeveral() {
    one.run("BLPOP a 0");
    other.run("BRPOP a 0");
    assertThat(third.run("RPUSH a 1 2 3")).isEqualTo(":3");
    assertThat(one.heard()).isEqualTo("*2 $1 a $1 1");
    assertThat(other.heard()).isEqualTo("*2 $1 a $1 3");
  }

  @Test
  void anElementMayPassThroughSeveralThatWait() {
    one.run("BLMOVE a b LEFT RIGHT 0");
    other.run("BLPOP b 0");
    third.run("RPUSH a 1");
    assertThat(one.heard()).isEqualTo("$1 1");
    assertThat(other.heard()).isEqualTo("*2 $1 b $1 1");
  }

  @Test
  void whoHasWaitedTooLongIsToldNothing() {
    one.run("BLPOP a 0.1");
    other.run("BLMOVE a b LEFT LEFT 0.2");
    cache.pass(99);
    assertThat(one.heard()).isEmpty();
    cache.pass(1);
    assertThat(one.heard()).isEqualTo("*-1");
    cache.pass(100);
    assertThat(other.heard()).isEqualTo("*-1");
  }

  @Test
  void aKeyOfAnotherTypeWakesNobody() {
    one.run("BLPOP a 0");
    other.run("SET a 1");
    assertThat(one.heard()).isEmpty();
    other.run("DEL a");
    other.run("RPUSH a 1");
    assertThat(one.heard()).isEqualTo("*2 $1 a $1 1");
  }

  @Test
  void aTransactionWaitsForNothing() {
    one.run("MULTI");
    one.run("BLPOP a 0");
    assertThat(one.run("EXEC")).isEqualTo("*1 *-1");
  }

  @Test
  void whoIsGoneIsNotServed() {
    one.run("BLPOP a 0");
    cache.engine.close(one.client);
    other.run("RPUSH a 1");
    assertThat(other.run("LLEN a")).isEqualTo(":1");
  }
}
