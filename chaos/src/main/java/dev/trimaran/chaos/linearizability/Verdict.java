package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.Operation;
import java.util.List;

/** What a checker found. Only {@link Legal} is green. */
public sealed interface Verdict {

  /** Whether the history is certainly legal. */
  default boolean green() {
    return this instanceof Legal;
  }

  /**
   * The history is linearizable.
   *
   * @param configurations how many the search visited
   */
  record Legal(long configurations) implements Verdict {}

  /**
   * No order explains the history of {@code key}.
   *
   * @param window the smallest part found that cannot be explained, in order of invocation
   * @param partial the longest order that explains a beginning of it
   * @param words the same for people
   */
  record Illegal(String key, List<Operation> window, List<Operation> partial, String words)
      implements Verdict {

    @Override
    public String toString() {
      return words;
    }
  }

  /** The search was given up. */
  record Unknown(String why) implements Verdict {}
}
