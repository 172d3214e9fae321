package dev.trimaran.cache.core.command;

/**
 * Runs one command: reads its arguments, changes the keyspace, writes exactly one reply. It refuses
 * by throwing {@link dev.trimaran.cache.core.model.Refused} before it has changed or written
 * anything.
 */
@FunctionalInterface
public interface Handler {
  void run(Call call);
}
