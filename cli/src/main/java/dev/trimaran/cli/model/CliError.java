package dev.trimaran.cli.model;

/** A command did not do what it was asked: what, why, and what to do next. */
public final class CliError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String hint;

  /**
   * @param code a stable word for programs, in capitals, such as {@code PORT_TAKEN}
   * @param message what went wrong and why
   * @param hint what to do next; empty when there is nothing to say
   */
  public CliError(ExitCode exit, String code, String message, String hint) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.hint = hint;
  }

  public ExitCode exit() {
    return exit;
  }

  public String code() {
    return code;
  }

  public String hint() {
    return hint;
  }

  /** Whether it is certain that nothing was done. */
  public boolean definite() {
    return !code.equals("INDEFINITE");
  }

  /** The message of an error. */
  public String message() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
