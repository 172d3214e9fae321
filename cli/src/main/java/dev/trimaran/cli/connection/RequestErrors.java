package dev.trimaran.cli.connection;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.raft.client.KvException;
import java.util.List;

/** What, why and what next, for each way in which a request fails. */
final class RequestErrors {

  private RequestErrors() {}

  static CliError of(KvException failure, List<String> endpoints) {
    return switch (failure.kind()) {
      case UNREACHABLE ->
          new CliError(
              ExitCode.UNREACHABLE,
              "UNREACHABLE",
              "cannot reach " + String.join(", ", endpoints) + ": " + failure.text(),
              "see what runs with trimaran ps, start a cluster with trimaran up, or name another"
                  + " with --endpoints");
      case UNAVAILABLE ->
          new CliError(
              ExitCode.FAILED,
              "UNAVAILABLE",
              "the cluster cannot decide now: " + failure.text(),
              "nothing was done; look at trimaran status, then try again");
      case REFUSED -> refused(failure);
      case DENIED ->
          new CliError(
              ExitCode.DENIED, "DENIED", failure.text(), "check who you are and your rights");
      case NO_ANSWER ->
          failure.definite()
              ? new CliError(
                  ExitCode.INDEFINITE,
                  "TIMEOUT",
                  "no answer from " + String.join(", ", endpoints) + ": " + failure.text(),
                  "look at trimaran status, then try again, perhaps with a longer --timeout")
              : new CliError(
                  ExitCode.INDEFINITE,
                  "INDEFINITE",
                  "no outcome is known, the write may or may not have happened: " + failure.text(),
                  "read before you repeat it");
    };
  }

  private static CliError refused(KvException failure) {
    ExitCode exit =
        switch (failure.code()) {
          case NOT_FOUND, FAILED_PRECONDITION, OUT_OF_RANGE -> ExitCode.NOT_FOUND;
          default -> ExitCode.FAILED;
        };
    return new CliError(exit, failure.code().name(), failure.text(), "");
  }
}
