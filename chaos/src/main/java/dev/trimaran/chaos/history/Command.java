package dev.trimaran.chaos.history;

/** What a client asks of one key. */
public sealed interface Command {

  String key();

  /** Whether it can change nothing, whatever its outcome. */
  default boolean readOnly() {
    return false;
  }

  /** A linearizable read. */
  record Get(String key) implements Command {

    @Override
    public boolean readOnly() {
      return true;
    }
  }

  /** An unconditional write. */
  record Put(String key, String value) implements Command {}

  /** Writes {@code value} if the key holds {@code expected}. */
  record CompareAndSet(String key, String expected, String value) implements Command {}

  /** Removes the key. */
  record Delete(String key) implements Command {}
}
