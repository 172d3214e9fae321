package dev.trimaran.base;

/**
 * Checks that are always on. A failed {@link #that} is a bug of ours and stops the node; a failed
 * {@link #argument} is a bug of the caller.
 */
public final class Checks {

  private Checks() {}

  /** Fails with {@link InvariantViolation} unless {@code holds}. */
  public static void that(boolean holds, String invariant) {
    if (!holds) {
      throw new InvariantViolation(invariant);
    }
  }

  /** As {@link #that(boolean, String)}, naming the two numbers that broke the invariant. */
  public static void that(boolean holds, String invariant, long left, long right) {
    if (!holds) {
      throw new InvariantViolation(invariant + " (" + left + ", " + right + ")");
    }
  }

  /** Fails with {@link IllegalArgumentException} unless {@code holds}. */
  public static void argument(boolean holds, String requirement) {
    if (!holds) {
      throw new IllegalArgumentException(requirement);
    }
  }
}
