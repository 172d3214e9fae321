package dev.trimaran.cli.model;

/** The exit codes of the command, the same for every verb; see docs/reference/exit-codes.md. */
public enum ExitCode {
  /** It was done. */
  OK(0),
  /** It was refused or went wrong, and was not done. */
  FAILED(1),
  /** The command line makes no sense. */
  USAGE(2),
  /** No endpoint could be reached. */
  UNREACHABLE(3),
  /** The thing asked for is not there, or is not in the state it must be in. */
  NOT_FOUND(4),
  /** No answer in time: it may or may not have been done. */
  INDEFINITE(5),
  /** The caller is not known or not allowed. */
  DENIED(6),
  /** Stopped by Ctrl-C. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
