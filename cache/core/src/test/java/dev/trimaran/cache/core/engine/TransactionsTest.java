package dev.trimaran.cache.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionsTest {

  private final EngineHarness cache = new EngineHarness();
  private final EngineHarness.User one = cache.user();
  private final EngineHarness.User other = cache.user();

  @Test
  void requestsAreQueuedAndRunTogether() {
    assertThat(one.run("MULTI")).isEqualTo("+OK");
    assertThat(one.run("SET a 1")).isEqualTo("+QUEUED");
    assertThat(one.run("INCR a")).isEqualTo("+QUEUED");
    assertThat(other.run("GET a")).isEqualTo("$-1");
    assertThat(one.run("EXEC")).isEqualTo("*2 +OK :2");
    assertThat(cache.journalled).containsExactly("begin", "SET a 1", "INCR a", "end");
  }

  @Test
  void aRefusalWhileQueueingAbortsAll() {
    one.run("MULTI");
    assertThat(one.run("NOSUCH x"))
        .isEqualTo("-ERR unknown command 'NOSUCH', with args beginning with: 'x'");
    one.run("SET a 1");
    assertThat(one.run("EXEC"))
        .isEqualTo("-EXECABORT Transaction discarded because of previous errors.");
    assertThat(one.run("EXISTS a")).isEqualTo(":0");
  }

  @Test
  void aRefusalWhileRunningAbortsNothing() {
    one.run("MULTI");
    one.run("SET a x");
    one.run("INCR a");
    one.run("SET b 1");
    assertThat(one.run("EXEC"))
        .isEqualTo("*3 +OK -ERR value is not an integer or out of range +OK");
  }

  @Test
  void aWatchedKeyThatChangedFailsTheTransaction() {
    one.run("WATCH a");
    other.run("SET a 1");
    one.run("MULTI");
    one.run("SET b 1");
    assertThat(one.run("EXEC")).isEqualTo("*-1");
    one.run("MULTI");
    one.run("SET b 1");
    assertThat(one.run("EXEC")).isEqualTo("*1 +OK");
  }

  @Test
  void aWatchedKeyThatExpiredFailsTheTransaction() {
    one.run("PSETEX a 100 1");
    one.run("WATCH a");
    one.run("MULTI");
    one.run("SET b 1");
    cache.nowMs += 101;
    assertThat(one.run("EXEC")).isEqualTo("*-1");
  }

  @Test
  void nestingAndStraying() {
    assertThat(one.run("EXEC")).isEqualTo("-ERR EXEC without MULTI");
    assertThat(one.run("DISCARD")).isEqualTo("-ERR DISCARD without MULTI");
    one.run("MULTI");
    assertThat(one.run("MULTI")).isEqualTo("-ERR MULTI calls can not be nested");
    assertThat(one.run("WATCH a")).isEqualTo("-ERR WATCH inside MULTI is not allowed");
    assertThat(one.run("DISCARD")).isEqualTo("+OK");
  }

  @Test
  void expiryIsJournalledAsARemoval() {
    one.run("PSETEX a 100 1");
    cache.pass(101);
    assertThat(cache.journalled).containsExactly("SET a 1 PXAT 1000100", "DEL a");
  }

  @Test
  void aKeyThatDidNotExistIsNotChangedByEmptyingTheDatabase() {
    one.run("SET there 1");
    one.run("WATCH missing");
    one.run("FLUSHALL");
    one.run("MULTI");
    assertThat(one.run("EXEC")).isEqualTo("*0");
    one.run("SET there 1");
    one.run("WATCH there");
    one.run("FLUSHALL");
    one.run("MULTI");
    assertThat(one.run("EXEC")).isEqualTo("*-1");
  }

  @Test
  void aWatchedKeyIsChangedByTheDatabaseThatTakesTheOthersPlace() {
    one.run("WATCH k");
    one.run("SWAPDB 0 1");
    one.run("MULTI");
    assertThat(one.run("EXEC")).isEqualTo("*0");
    one.run("SELECT 1");
    one.run("SET k v");
    one.run("SELECT 0");
    one.run("WATCH k");
    one.run("SWAPDB 1 0");
    one.run("MULTI");
    assertThat(one.run("EXEC")).isEqualTo("*-1");
  }

  @Test
  void anExecThatIsRefusedEndsTheTransaction() {
    one.run("MULTI");
    assertThat(one.run("EXEC x"))
        .isEqualTo(
            "-EXECABORT Transaction discarded because of: wrong number of arguments for 'exec'"
                + " command");
    assertThat(one.run("PING")).isEqualTo("+PONG");
    one.run("SUBSCRIBE c");
    assertThat(one.run("EXEC"))
        .startsWith("-EXECABORT Transaction discarded because of: Can't execute 'exec': only");
  }
}
