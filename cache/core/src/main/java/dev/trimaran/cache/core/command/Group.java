package dev.trimaran.cache.core.command;

import java.util.Locale;

/** The group under which a command is documented. */
public enum Group {
  GENERIC,
  STRING,
  LIST,
  SET,
  SORTED_SET,
  HASH,
  PUBSUB,
  TRANSACTIONS,
  CONNECTION,
  SERVER,
  SCRIPTING,
  HYPERLOGLOG,
  CLUSTER,
  BITMAP,
  STREAM;

  /** As {@code COMMAND DOCS} names it: {@code sorted-set}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
