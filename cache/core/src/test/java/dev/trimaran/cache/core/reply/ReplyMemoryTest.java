package dev.trimaran.cache.core.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** What a reply keeps for the next one. */
final class ReplyMemoryTest {

  private final Reply reply = new Reply();

  @Test
  void theArrayOfABurstIsUsedAgain() {
    reply.raw(new byte[100_000]);
    byte[] grown = reply.array();
    reply.clear();
    reply.trim();
    reply.raw(new byte[100_000]);
    assertSame(grown, reply.array());
  }

  @Test
  void anArrayThatIsNotNeededIsGivenBack() {
    reply.raw(new byte[100_000]);
    reply.clear();
    reply.trim();
    reply.raw(new byte[10]);
    reply.trim();
    assertEquals(1024, reply.array().length);
    assertEquals(10, reply.length());
  }

  @Test
  void theArrayOfALargeReplyIsNotKept() {
    reply.raw(new byte[300_000]);
    reply.clear();
    assertEquals(1024, reply.array().length);
  }
}
