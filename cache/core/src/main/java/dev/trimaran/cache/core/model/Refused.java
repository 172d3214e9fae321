package dev.trimaran.cache.core.model;

/**
 * A command is refused: thrown by a command's handler before it has changed anything, caught where
 * commands are dispatched, and written to the client as an error. It never leaves the core. It
 * carries no stack, so that refusing costs little; the frequent ones are constants of {@link
 * Refusals}.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the text after the dash, its prefix included: {@code "ERR syntax error"}. */
  public Refused(String text) {
    super(text, null, false, false);
  }

  /** The text after the dash, its prefix included. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
