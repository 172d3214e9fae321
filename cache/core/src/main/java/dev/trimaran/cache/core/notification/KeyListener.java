package dev.trimaran.cache.core.notification;

import org.jspecify.annotations.Nullable;

/** Is told of the changes of keys, in their order, as they happen; it calls nothing back. */
public interface KeyListener {

  /**
   * @param key a copy; empty for {@link KeyChange#CLEARED}
   * @param value a copy of the string that a key has been given; null for any other change or type
   */
  void changed(int database, KeyChange change, byte[] key, byte @Nullable [] value);
}
