package dev.trimaran.benchmarks.events;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param kind what is done
 * @param clients that do it, each one thing at a time
 * @param events of one call: appended together, or read; of {@link Kind#CATCH_UP} all that there
 *     are
 */
public record EventRow(Kind kind, int clients, int events) {

  /** What a client does. */
  public enum Kind {
    /** Appends to a stream of its own, expecting its last revision. */
    APPEND,
    /** Reads a whole stream of {@link EventsPlan#STREAM_EVENTS} events. */
    READ,
    /** Reads the log from its start. */
    CATCH_UP
  }

  String name() {
    return kind == Kind.APPEND ? "append " + events : kind.name().toLowerCase(Locale.ROOT);
  }
}
