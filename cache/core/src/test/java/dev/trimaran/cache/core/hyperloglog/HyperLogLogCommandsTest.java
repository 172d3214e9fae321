package dev.trimaran.cache.core.hyperloglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.harness.CommandHarness;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.string.StringCommands;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HyperLogLogs, beside what Redis 7.0 answers. */
final class HyperLogLogCommandsTest {

  private final CommandHarness redis = new CommandHarness();
  private final Limits limits = new Limits();

  @BeforeEach
  void register() {
    StringCommands.register(redis.table(), limits);
    HyperLogLogCommands.register(redis.table(), limits);
  }

  @Test
  void elementsAreCountedOnce() {
    assertEquals(":1", redis.run("PFADD h a b c"));
    assertEquals(":0", redis.run("PFADD h a b"));
    assertEquals(":3", redis.run("PFCOUNT h"));
    assertEquals(":0", redis.run("PFCOUNT missing"));
    assertEquals(List.of("pfadd h"), redis.events);
  }

  @Test
  void anEmptyOneIsMadeAndIsRedissOwnBytes() {
    assertEquals(":1", redis.run("PFADD h"));
    redis.run("GET h");
    byte[] bytes = redis.bulk();
    assertThat(bytes).startsWith("HYLL".getBytes(StandardCharsets.US_ASCII)).hasSize(18);
    assertThat(bytes).endsWith(0x7f, 0xff);
    assertEquals("$7 Z:16384", redis.run("PFDEBUG DECODE h").replace("$7 ", "$7 "));
    assertEquals(":0", redis.run("PFADD h"));
  }

  @Test
  void manyElementsAreEstimatedAndMadeDense() {
    for (int i = 0; i < 50_000; i += 10) {
      StringBuilder request = new StringBuilder("PFADD h");
      for (int j = i; j < i + 10; j++) {
        request.append(" element:").append(j);
      }
      redis.run(request.toString());
    }
    assertEquals("+dense", redis.run("PFDEBUG ENCODING h"));
    long count = Long.parseLong(redis.run("PFCOUNT h").substring(1));
    assertThat(count).isBetween(48_500L, 51_500L);
    assertEquals(":12304", redis.run("STRLEN h"));
  }

  @Test
  void sparseAndDenseSayTheSame() {
    limits.sparseHyperLogLogBytes(0);
    for (int i = 0; i < 300; i++) {
      redis.run("PFADD dense e" + i);
    }
    limits.sparseHyperLogLogBytes(3000);
    for (int i = 0; i < 300; i++) {
      redis.run("PFADD sparse e" + i);
    }
    assertEquals("+dense", redis.run("PFDEBUG ENCODING dense"));
    assertEquals("+sparse", redis.run("PFDEBUG ENCODING sparse"));
    assertEquals(redis.run("PFCOUNT dense"), redis.run("PFCOUNT sparse"));
    assertEquals(redis.run("PFDEBUG GETREG dense"), redis.run("PFDEBUG GETREG sparse"));
    assertEquals("+dense", redis.run("PFDEBUG ENCODING sparse"));
  }

  @Test
  void severalAreCountedTogetherAndMerged() {
    redis.run("PFADD a 1 2 3");
    redis.run("PFADD b 3 4");
    assertEquals(":4", redis.run("PFCOUNT a b missing"));
    assertEquals("+OK", redis.run("PFMERGE c a b missing"));
    assertEquals(":4", redis.run("PFCOUNT c"));
    assertEquals("+sparse", redis.run("PFDEBUG ENCODING c"));
    redis.run("PFDEBUG TODENSE b");
    assertEquals("+OK", redis.run("PFMERGE a b"));
    assertEquals("+dense", redis.run("PFDEBUG ENCODING a"));
    assertEquals(":4", redis.run("PFCOUNT a"));
  }

  @Test
  void whatIsNoneIsRefused() {
    redis.run("SET s hello");
    String refusal = "-WRONGTYPE Key is not a valid HyperLogLog string value.";
    assertEquals(refusal, redis.run("PFADD s a"));
    assertEquals(refusal, redis.run("PFCOUNT s"));
    assertEquals(refusal, redis.run("PFCOUNT s missing"));
    assertEquals(refusal, redis.run("PFMERGE d s"));
    assertEquals("-ERR The specified key does not exist", redis.run("PFDEBUG DECODE missing"));
  }

  @Test
  void damagedOnesAreRefusedAndHarmNothing() {
    SeededRandomness random = new SeededRandomness(11);
    for (int i = 0; i < 40; i++) {
      redis.run("PFADD h e" + i);
    }
    redis.run("GET h");
    byte[] good = redis.bulk();
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] bad = java.util.Arrays.copyOf(good, good.length - random.nextInt(3));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int at = Sketch.HEADER_BYTES - 9 + random.nextInt(bad.length - Sketch.HEADER_BYTES + 9);
        bad[at] = (byte) random.nextInt(256);
      }
      redis.run(Arguments.of(bytes("SET"), bytes("bad"), bad));
      for (String command :
          List.of("PFADD bad x y z", "PFCOUNT bad h", "PFCOUNT bad", "PFMERGE d bad")) {
        refused += redis.run(command).startsWith("-INVALIDOBJ Corrupted HLL") ? 1 : 0;
      }
      redis.run("PFDEBUG DECODE bad");
      redis.run("PFDEBUG GETREG bad");
    }
    assertThat(refused).isGreaterThan(1000);
    assertEquals(":40", redis.run("PFCOUNT h"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
