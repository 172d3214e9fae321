package dev.trimaran.cli.stream;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;

/**
 * What {@code --expect} says: {@code any}, {@code no-stream}, {@code exists}, or a revision.
 *
 * @param kind which of them
 * @param revision of {@link Kind#EXACTLY}
 */
record Expected(Kind kind, long revision) {

  enum Kind {
    ANY,
    NO_STREAM,
    EXISTS,
    EXACTLY
  }

  static Expected parse(String text) {
    return switch (text) {
      case "any" -> new Expected(Kind.ANY, 0);
      case "no-stream" -> new Expected(Kind.NO_STREAM, 0);
      case "exists" -> new Expected(Kind.EXISTS, 0);
      default -> number(text);
    };
  }

  private static Expected number(String text) {
    try {
      long revision = Long.parseLong(text);
      if (revision >= 0) {
        return new Expected(Kind.EXACTLY, revision);
      }
    } catch (NumberFormatException _) {
      // reported below with what there is
    }
    throw new CliError(
        ExitCode.USAGE,
        "USAGE",
        "--expect is any, no-stream, exists or a revision from 0, not '" + text + "'",
        "--expect any");
  }
}
