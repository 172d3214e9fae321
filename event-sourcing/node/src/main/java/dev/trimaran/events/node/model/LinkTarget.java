package dev.trimaran.events.node.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** What a link's data says: {@code revision@stream}. */
public record LinkTarget(String stream, long revision) {

  /** Reads a link's data; null when it is none. */
  public static @Nullable LinkTarget parse(byte[] data) {
    String text = new String(data, UTF_8);
    int at = text.indexOf('@');
    if (at <= 0) {
      return null;
    }
    try {
      return new LinkTarget(text.substring(at + 1), Long.parseLong(text.substring(0, at)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** As a link's data. */
  public byte[] encode() {
    return (revision + "@" + stream).getBytes(UTF_8);
  }
}
