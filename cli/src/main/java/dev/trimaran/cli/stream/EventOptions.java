package dev.trimaran.cli.stream;

import dev.trimaran.cli.cluster.LocalCluster;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which event store a command speaks to: {@code --endpoints}, else the environment's {@code
 * TRIMARAN_EVENTS_ENDPOINTS}, else the cluster in {@code --dir}, else port 2113 of this machine.
 * The password of {@code --user} is that of the environment's {@code TRIMARAN_EVENTS_PASSWORD}.
 */
final class EventOptions {

  private static final String ENDPOINTS = "TRIMARAN_EVENTS_ENDPOINTS";
  private static final String PASSWORD = "TRIMARAN_EVENTS_PASSWORD";
  private static final String HERE = "127.0.0.1:2113";
  private static final Metadata.Key<String> EXCEPTION =
      Metadata.Key.of("exception", Metadata.ASCII_STRING_MARSHALLER);

  @Option(
      names = "--endpoints",
      paramLabel = "HOST:PORT",
      split = ",",
      description = {
        "Where the event store serves (default: $TRIMARAN_EVENTS_ENDPOINTS, else the cluster in",
        "--dir, else 127.0.0.1:2113)."
      })
  @Nullable List<String> endpoints;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Directory of a local cluster to speak to (default: ./.trimaran).")
  @Nullable Path directory;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User whose password is in $TRIMARAN_EVENTS_PASSWORD (default: nobody).")
  @Nullable String user;

  @Option(names = "--tls", description = "Speak TLS; the JVM's authorities are trusted.")
  boolean tls;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long a request may take (default: 5).")
  double timeoutSeconds = 5;

  private List<String> endpoints() {
    if (endpoints != null) {
      return endpoints;
    }
    if (directory != null) {
      List<String> found = LocalCluster.eventsEndpoints(directory);
      if (found.isEmpty()) {
        throw new CliError(
            ExitCode.NOT_FOUND,
            "NO_EVENT_STORE",
            "no local cluster with an event store lives in " + directory,
            "start one with: trimaran up --dir " + directory);
      }
      return found;
    }
    String variable = System.getenv(ENDPOINTS);
    if (variable != null && !variable.isBlank()) {
      return List.of(variable.strip().split(","));
    }
    List<String> local = LocalCluster.eventsEndpoints(LocalCluster.DEFAULT_DIRECTORY);
    return local.isEmpty() ? List.of(HERE) : local;
  }

  private Duration timeout() {
    if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400)) {
      throw new CliError(
          ExitCode.USAGE,
          "USAGE",
          "--timeout is " + timeoutSeconds + ", but a request may take from 0 to 86400 seconds",
          "--timeout 5");
    }
    return Duration.ofNanos((long) (timeoutSeconds * 1e9));
  }

  /** Has work done by the first endpoint that is there; a failure becomes the error to report. */
  <T> T ask(Function<EventClient, T> work) {
    List<String> addresses = endpoints();
    for (int i = 0; ; i++) {
      String address = addresses.get(i).strip();
      try (EventClient client = open(address)) {
        return work.apply(client);
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || i == addresses.size() - 1) {
          throw error(e, addresses);
        }
      }
    }
  }

  /** As {@link #ask}, for what only the leader does: the next endpoint is asked by turns. */
  <T> T askLeader(Function<EventClient, T> work) {
    List<String> addresses = endpoints();
    for (int i = 0; ; i++) {
      try (EventClient client = open(addresses.get(i).strip())) {
        return work.apply(client);
      } catch (StatusRuntimeException e) {
        boolean elsewhere =
            e.getStatus().getCode() == Status.Code.UNAVAILABLE || kind(e).equals("not-leader");
        if (!elsewhere || i == addresses.size() - 1) {
          throw error(e, addresses);
        }
      }
    }
  }

  /** What kind of error a node says it is; empty when it says none. */
  static String kind(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    String kind = trailers == null ? null : trailers.get(EXCEPTION);
    return kind == null ? "" : kind;
  }

  private EventClient open(String address) {
    String password = System.getenv(PASSWORD);
    if (user != null && (password == null || password.isEmpty())) {
      throw new CliError(
          ExitCode.USAGE, "NO_PASSWORD", "--user needs a password", "set " + PASSWORD);
    }
    String credentials = user == null ? "" : user + ":" + password;
    try {
      return EventClient.open(address, tls, credentials, timeout());
    } catch (IllegalArgumentException e) {
      throw new CliError(
          ExitCode.USAGE,
          "BAD_ENDPOINT",
          "'" + address + "' is not host:port",
          "--endpoints " + HERE);
    }
  }

  private static CliError error(StatusRuntimeException failure, List<String> addresses) {
    Status status = failure.getStatus();
    String kind = kind(failure);
    String text = String.valueOf(status.getDescription());
    if (kind.startsWith("stream-") || kind.startsWith("persistent-subscription-")) {
      return new CliError(ExitCode.NOT_FOUND, word(kind), text, "");
    }
    if (kind.equals("wrong-expected-version")) {
      return new CliError(ExitCode.NOT_FOUND, word(kind), text, "read the stream, then try again");
    }
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          new CliError(
              ExitCode.UNREACHABLE,
              "UNREACHABLE",
              "cannot reach " + String.join(", ", addresses) + ": " + text,
              "see what runs with trimaran ps, start a cluster with trimaran up, or name another"
                  + " with --endpoints");
      case DEADLINE_EXCEEDED, ABORTED, CANCELLED ->
          new CliError(
              ExitCode.INDEFINITE,
              "INDEFINITE",
              "no outcome is known, a write may or may not have happened: " + text,
              "read before you repeat it");
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          new CliError(
              ExitCode.DENIED,
              "DENIED",
              text,
              "name a user by --user, its password in " + PASSWORD);
      default -> new CliError(ExitCode.FAILED, status.getCode().name(), text, "");
    };
  }

  private static String word(String kind) {
    return kind.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
