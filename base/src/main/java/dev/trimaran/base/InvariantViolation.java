package dev.trimaran.base;

/** An invariant of our own is broken. Never caught to carry on: the node that throws it stops. */
public final class InvariantViolation extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public InvariantViolation(String invariant) {
    super(invariant);
  }
}
