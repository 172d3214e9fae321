package dev.trimaran.cache.core.command;

import java.util.Locale;

/** What a command is to the server; {@code COMMAND INFO} shows them by these names. */
public enum Flag {
  WRITE,
  READONLY,
  DENYOOM,
  ADMIN,
  PUBSUB,
  NOSCRIPT,
  BLOCKING,
  LOADING,
  STALE,
  SKIP_MONITOR,
  SKIP_SLOWLOG,
  ASKING,
  FAST,
  NO_AUTH,
  NO_MULTI,
  MOVABLEKEYS,
  NO_ASYNC_LOADING,
  ALLOW_BUSY,
  NO_MANDATORY_KEYS;

  /** As clients see it: {@code skip_monitor}, but {@code movablekeys}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
