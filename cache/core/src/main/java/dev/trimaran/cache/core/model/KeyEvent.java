package dev.trimaran.cache.core.model;

/**
 * The class of a keyspace event: the letter by which {@code notify-keyspace-events} chooses it. The
 * event's own name ({@code "set"}, {@code "lpush"}) is given where it happens.
 */
public enum KeyEvent {
  GENERIC('g'),
  STRING('$'),
  LIST('l'),
  SET('s'),
  HASH('h'),
  SORTED_SET('z'),
  EXPIRED('x'),
  EVICTED('e'),
  STREAM('t'),
  MODULE('d'),
  MISS('m'),
  NEW('n');

  private final char letter;

  KeyEvent(char letter) {
    this.letter = letter;
  }

  public char letter() {
    return letter;
  }
}
