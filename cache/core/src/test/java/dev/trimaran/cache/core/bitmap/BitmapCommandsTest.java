package dev.trimaran.cache.core.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.string.StringCommands;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits, beside what Redis 7.0 answers. */
final class BitmapCommandsTest {

  private final CommandHarness redis = new CommandHarness();

  @BeforeEach
  void register() {
    Limits limits = new Limits();
    StringCommands.register(redis.table(), limits);
    BitmapCommands.register(redis.table(), limits);
  }

  @Test
  void aBitIsSetAndToldAndTheStringGrows() {
    assertEquals(":0", redis.run("SETBIT k 9 1"));
    assertEquals(":1", redis.run("SETBIT k 9 0"));
    assertEquals(":2", redis.run("STRLEN k"));
    assertEquals(":0", redis.run("GETBIT k 9"));
    assertEquals(":0", redis.run("GETBIT k 4000000000"));
    assertEquals(List.of("setbit k", "setbit k"), redis.events);
  }

  @Test
  void whatIsAlreadySoIsNoChange() {
    redis.run("SETBIT k 9 1");
    redis.events.clear();
    assertEquals(":1", redis.run("SETBIT k 9 1"));
    assertEquals(List.of(), redis.events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SETBIT k -1 1|-ERR bit offset is not an integer or out of range",
        "SETBIT k 4294967296 1|-ERR bit offset is not an integer or out of range",
        "SETBIT k 1 2|-ERR bit is not an integer or out of range",
        "GETBIT k x|-ERR bit offset is not an integer or out of range",
        "BITCOUNT s 0|-ERR syntax error",
        "BITCOUNT missing 0|:0",
        "BITCOUNT s 0 1 BITS|-ERR syntax error",
        "BITPOS s 2|-ERR The bit argument must be 1 or 0.",
        "BITOP NOT d s s|-ERR BITOP NOT must be called with a single source key.",
        "BITOP NAND d s|-ERR syntax error",
        "BITFIELD s GET u64 0|-ERR Invalid bitfield type. Use something like i16 u8. Note that u64"
            + " is not supported but i64 is.",
        "BITFIELD s OVERFLOW x|-ERR Invalid OVERFLOW type specified",
        "BITFIELD s GET u8|-ERR syntax error",
        "BITFIELD_RO s SET u8 0 1|-ERR BITFIELD_RO only supports the GET subcommand",
        "BITFIELD s GET u8 #536870911|*1 :0",
        "BITFIELD s GET u8 #536870912|-ERR bit offset is not an integer or out of range",
      })
  void refusals(String command, String reply) {
    redis.run("SET s foobar");
    assertEquals(reply, redis.run(command));
  }

  @ParameterizedTest
  @CsvSource({
    "BITCOUNT s,:26",
    "BITCOUNT s 0 0,:4",
    "BITCOUNT s 1 1,:6",
    "BITCOUNT s 1 1 BYTE,:6",
    "BITCOUNT s 5 30 BIT,:17",
    "BITCOUNT s -2 -1,:7",
    "BITCOUNT s 9 20,:0",
    "BITPOS s 1,:1",
    "BITPOS s 0,:0",
    "BITPOS s 1 2,:17",
    "BITPOS s 1 2 -1 BYTE,:17",
    "BITPOS s 1 7 15 BIT,:9",
    "BITPOS missing 0,:0",
    "BITPOS missing 1,:-1",
    "BITPOS ones 0,:24",
    "BITPOS ones 0 0,:24",
    "BITPOS ones 0 0 -1,:-1",
    "BITPOS ones 0 9,:-1",
  })
  void countsAndFinds(String command, String reply) {
    redis.run("SET s foobar");
    redis.run("SETBIT ones 0 1");
    for (int i = 1; i < 24; i++) {
      redis.run("SETBIT ones " + i + " 1");
    }
    assertEquals(reply, redis.run(command));
  }

  @Test
  void stringsAreCombined() {
    redis.run("SET a foobarfoobar");
    redis.run("SET b abcdefgh");
    assertEquals(":12", redis.run("BITOP AND d a b"));
    assertEquals("$12 `bc`abfh\0\0\0\0", redis.run("GET d"));
    assertEquals(":12", redis.run("BITOP OR d a b missing"));
    assertEquals("$12 goofevgoobar", redis.run("GET d"));
    assertEquals(":12", redis.run("BITOP XOR d a a"));
    assertEquals(":0", redis.run("BITCOUNT d"));
    assertEquals(":12", redis.run("BITOP NOT d a"));
    assertEquals(":12", redis.run("BITOP NOT d d"));
    assertEquals("$12 foobarfoobar", redis.run("GET d"));
    assertEquals(":0", redis.run("BITOP AND d missing"));
    assertEquals("$-1", redis.run("GET d"));
  }

  @Test
  void integersWithinAString() {
    assertEquals("*2 :1 :0", redis.run("BITFIELD k INCRBY i5 100 1 GET u4 0"));
    assertEquals("*1 :0", redis.run("BITFIELD k SET i8 #0 -128"));
    assertEquals(
        "*3 $-1 :-128 :127",
        redis.run("BITFIELD k OVERFLOW FAIL INCRBY i8 0 -1 GET i8 0 OVERFLOW WRAP INCRBY i8 0 -1"));
    assertEquals("*2 :127 :127", redis.run("BITFIELD k OVERFLOW SAT INCRBY i8 0 9 GET u8 0"));
    assertEquals(
        "*2 :15 :0",
        redis.run("BITFIELD k OVERFLOW SAT INCRBY u4 8 99 OVERFLOW WRAP INCRBY u4 8 1"));
    assertEquals("*1 :127", redis.run("BITFIELD_RO k GET u8 0"));
    assertEquals(
        "*2 :0 :9223372036854775807",
        redis.run("BITFIELD w SET i64 0 9223372036854775807 GET i64 0"));
    assertEquals("*1 :-9223372036854775808", redis.run("BITFIELD w INCRBY i64 0 1"));
    assertEquals("*1 :9223372036854775807", redis.run("BITFIELD w INCRBY i64 0 -1"));
    assertEquals("*0", redis.run("BITFIELD k"));
  }
}
