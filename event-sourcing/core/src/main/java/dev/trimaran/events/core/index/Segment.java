package dev.trimaran.events.core.index;

/**
 * What can be asked of consecutive events of the log.
 *
 * @param <X> what goes wrong when its bytes are read
 */
public interface Segment<X extends Exception> {

  /** Events of a full segment. */
  int MAX_EVENTS = 1 << 16;

  /** Its first position. */
  long first();

  /** Number of its events. */
  int size();

  /** The latest time at which one of its events was made, milliseconds since 1970. */
  long latestCreated();

  /** The position after its last. */
  default long end() {
    return first() + size();
  }

  /** Adds the events with the candidates' revisions of streams with this hash. */
  void find(long streamHash, Candidates into) throws X;

  /**
   * The places of positions from {@code from} on: at least one, at most {@code max}.
   *
   * @param from a position of the segment
   */
  Places places(long from, int max) throws X;

  /** How many of its events have a term. */
  int count(Term term) throws X;

  /**
   * Positions of events with a term, ascending.
   *
   * @param skip how many of them to leave out
   * @param max how many to give
   */
  long[] positions(Term term, int skip, int max) throws X;

  /** How many of its events with a term are before a position. */
  int rank(Term term, long position) throws X;
}
