package dev.trimaran.cache.core.rdb;

/**
 * The bytes are no value: thrown while they are read, caught by the command that handed them in.
 * Carries no stack.
 */
public final class BadPayload extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BadPayload(String what) {
    super(what, null, false, false);
  }
}
