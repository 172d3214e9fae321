package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What one key does when one thing happens at a time. Values are opaque to it: it stores them and
 * compares them for equality, nothing else.
 *
 * @param <S> the state; immutable, with {@code equals} and {@code hashCode} by content
 */
public interface Specification<S> {

  /** The state before anything happened. */
  S initial();

  /**
   * The state after {@code operation} happened in {@code state}, or null if it cannot happen there
   * with the answer it had. An operation without an answer can always happen.
   */
  @Nullable S after(S state, Operation operation);

  /**
   * Whether {@code operation}, which has an answer, cannot happen in {@code state} nor in any state
   * that comes after it. Saying so ends a search early; never saying so is correct too.
   */
  default boolean tooLate(S state, Operation operation) {
    return false;
  }
}
