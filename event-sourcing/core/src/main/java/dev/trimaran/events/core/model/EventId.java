package dev.trimaran.events.core.model;

import dev.trimaran.base.port.Randomness;

/**
 * The id that a writer gave an event, 128 bits: a UUID's two halves. An append that is sent again
 * is known by the ids of its events.
 */
public record EventId(long most, long least) {

  /** A random one: a UUID of version 4 (RFC 9562). */
  public static EventId random(Randomness randomness) {
    long most = randomness.nextLong() & 0xffffffffffff0fffL | 0x4000L;
    long least = randomness.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
    return new EventId(most, least);
  }
}
