package dev.trimaran.events.core.model;

/** What the data of an event is, as far as the store is told. */
public enum ContentType {
  JSON("application/json"),
  BINARY("application/octet-stream");

  private final String text;

  ContentType(String text) {
    this.text = text;
  }

  /** As clients write it. */
  public String text() {
    return text;
  }

  /** JSON is told from everything else. */
  public static ContentType of(String text) {
    return text.equals(JSON.text) ? JSON : BINARY;
  }
}
