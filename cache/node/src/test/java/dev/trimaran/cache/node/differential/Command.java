package dev.trimaran.cache.node.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One command of a step.
 *
 * @param words name and arguments; a word {@code $x} stands for what was stored under {@code x}
 * @param judgement how the two answers are compared
 * @param route over which connection, and how it is sent and answered
 */
record Command(List<byte[]> words, Judgement judgement, Route route) {

  /** How a command is sent. Connection 1 is the sequence's own; others live as long as a step. */
  record Route(int connection, Mode mode, String store, boolean leftsOnly) {
    static final Route PLAIN = new Route(1, Mode.CALL, "", false);
  }

  enum Mode {
    /** Sent, and one answer read. */
    CALL,
    /** Sent only: it may block. */
    SEND,
    /** Nothing sent; the answer to what was sent before. */
    RECEIVE,
    /** Sent with a mark behind it; everything told before the mark is the answer. */
    STREAM,
    /** Repeated with {@code $cursor} until that is 0; all that was told is the answer. */
    LOOP,
    /** The only word is written as it is, the sending side closed, all that comes is the answer. */
    RAW
  }

  String name() {
    return words.isEmpty() ? "" : new String(words.get(0)).toUpperCase(Locale.ROOT);
  }

  Command with(List<byte[]> other) {
    return new Command(List.copyOf(other), judgement, route);
  }

  Command with(Judgement other) {
    return new Command(words, other, route);
  }

  /** As it would be typed into redis-cli, after the number of its connection if not the first. */
  String line() {
    List<String> shown = new ArrayList<>();
    if (route.connection() != 1) {
      shown.add("[" + route.connection() + "]");
    }
    if (route.mode() != Mode.CALL) {
      shown.add("(" + route.mode().name().toLowerCase(Locale.ROOT) + ")");
    }
    return shown.stream().collect(Collectors.joining(" ", "", shown.isEmpty() ? "" : " "))
        + words.stream().map(Words::word).collect(Collectors.joining(" "));
  }
}
