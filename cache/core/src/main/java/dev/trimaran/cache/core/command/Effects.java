package dev.trimaran.cache.core.command;

import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.packed.View;

/** Where a call tells what it did; the engine hands it on to whom it concerns. */
public interface Effects {

  /**
   * A key was changed: transactions that watch it fail, clients that track it are told, clients
   * that are blocked on it are woken once the call has ended.
   */
  void modified(Keyspace keys, byte[] key, int offset, int length);

  /** Something happened to a key: published to those who listen to keyspace events. */
  void event(Keyspace keys, KeyEvent kind, String event, View key);

  /**
   * A whole database is about to be emptied, or to be exchanged with another.
   *
   * @param by what takes its place; {@code keys} itself where nothing does
   */
  void emptied(Keyspace keys, Keyspace by);

  /** Databases were emptied at a client's word: told once, after {@link #emptied} for each. */
  default void flushed() {}

  /**
   * A key was to be removed and does not exist: nothing is modified, but what is being loaded for
   * it is out of date.
   */
  default void missed(Keyspace keys, byte[] key, int offset, int length) {}

  /** Clients that are blocked on a key are to look once more, though it is as it was. */
  default void wake(Keyspace keys, byte[] key, int offset, int length) {}

  /** A request that repeats the call's effect, for the append log. */
  void journal(int database, Arguments request);
}
