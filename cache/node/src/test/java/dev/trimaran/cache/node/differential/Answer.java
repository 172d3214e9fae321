package dev.trimaran.cache.node.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One complete reply: its type byte, its raw bytes, the text of a scalar, the items of an aggregate
 * (keys and values in turn for a map). Types {@code 0} (closed) and {@code ?} (silent) are ours.
 */
record Answer(char type, byte[] raw, byte[] text, List<Answer> items) {

  private static final byte[] NONE = {};

  static final Answer CLOSED = failure('0', "(connection closed)");
  static final Answer SILENT = failure('?', "(no reply in time)");

  private static Answer failure(char type, String what) {
    byte[] text = what.getBytes(StandardCharsets.UTF_8);
    return new Answer(type, text, text, List.of());
  }

  static Answer scalar(char type, byte[] raw, byte[] text) {
    return new Answer(type, raw, text, List.of());
  }

  static Answer aggregate(char type, byte[] raw, List<Answer> items) {
    return new Answer(type, raw, NONE, List.copyOf(items));
  }

  /** Several answers in a row, as one; what a subscriber is told. */
  static Answer row(List<Answer> items) {
    StringBuilder raw = new StringBuilder();
    items.forEach(item -> raw.append(item.rawText()));
    return new Answer('*', latin(raw.toString()), NONE, List.copyOf(items));
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  boolean error() {
    return type == '-' || lost();
  }

  boolean lost() {
    return this == CLOSED || this == SILENT;
  }

  boolean aggregate() {
    return type == '*' || type == '%' || type == '~' || type == '>';
  }

  String rawText() {
    return new String(raw, StandardCharsets.ISO_8859_1);
  }

  String string() {
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The raw bytes of every scalar within. */
  List<String> leaves() {
    if (!aggregate()) {
      return List.of(string());
    }
    List<String> leaves = new ArrayList<>();
    items.forEach(item -> leaves.addAll(item.leaves()));
    return leaves;
  }

  /** The reply for a reader, control characters escaped. */
  String readable() {
    String shown = Words.quoted(raw);
    return shown.length() <= 1500 ? shown : shown.substring(0, 1500) + "... " + raw.length + " B";
  }
}
