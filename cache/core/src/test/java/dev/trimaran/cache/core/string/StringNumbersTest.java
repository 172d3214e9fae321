package dev.trimaran.cache.core.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.packed.Limits;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fractions that are counted, and what two strings have in common. */
final class StringNumbersTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    StringCommands.register(redis.table(), new Limits());
  }

  @Test
  void aFractionIsCountedAndJournalledAsItsResult() {
    assertEquals("$4 10.5", redis.run("INCRBYFLOAT f 10.5"));
    assertEquals("$4 10.6", redis.run("INCRBYFLOAT f 0.1"));
    redis.run("SET f 5.0e3");
    assertEquals("$4 5200", redis.run("INCRBYFLOAT f 2.0e2"));
    assertEquals(
        List.of("SET f 10.5 KEEPTTL", "SET f 10.6 KEEPTTL", "SET f 5200 KEEPTTL"), redis.journal);
  }

  @ParameterizedTest
  @CsvSource({
    "INCRBYFLOAT s 1,-ERR value is not a valid float",
    "INCRBYFLOAT f abc,-ERR value is not a valid float",
    "INCRBYFLOAT f inf,-ERR increment would produce NaN or Infinity",
    "LCS a b IDX LEN,-ERR If you want both the length and indexes; please just use IDX.",
    "LCS a b MINMATCHLEN,-ERR syntax error",
    "LCS a b LEN,:6",
    "LCS a b,$6 mytext",
    "LCS a missing,$0",
    "LCS a b IDX,*4 $7 matches *2 *2 *2 :4 :7 *2 :5 :8 *2 *2 :2 :3 *2 :0 :1 $3 len :6",
    "LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN,"
        + "*4 $7 matches *1 *3 *2 :4 :7 *2 :5 :8 :4 $3 len :6",
  })
  void answers(String command, String reply) {
    redis.run("SET s hello");
    redis.run("SET a ohmytext");
    redis.run("SET b mynewtext");
    assertEquals(reply.replace(';', ','), redis.run(command));
  }

  @Test
  void aTableThatIsTooLargeIsRefused() {
    redis.run("SET a " + "a".repeat(9000));
    redis.run("SET b " + "b".repeat(9000));
    assertEquals(
        "-ERR Insufficient memory, failed allocating transient memory for LCS",
        redis.run("LCS a b"));
  }
}
