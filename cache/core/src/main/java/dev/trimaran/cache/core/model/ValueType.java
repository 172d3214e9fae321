package dev.trimaran.cache.core.model;

/** The type of a value, as {@code TYPE} names it. */
public enum ValueType {
  STRING("string"),
  LIST("list"),
  SET("set"),
  SORTED_SET("zset"),
  HASH("hash"),
  STREAM("stream");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  /** The name clients know. */
  public String text() {
    return text;
  }
}
