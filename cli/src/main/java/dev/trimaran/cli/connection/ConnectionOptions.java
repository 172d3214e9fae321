package dev.trimaran.cli.connection;

import dev.trimaran.cli.cluster.LocalCluster;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvClientConfig;
import dev.trimaran.raft.client.KvException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which cluster a command speaks to: {@code --endpoints}, else the environment's {@code
 * TRIMARAN_ENDPOINTS}, else the cluster in {@code --dir}, else port 2379 of this machine.
 */
public final class ConnectionOptions {

  private static final String VARIABLE = "TRIMARAN_ENDPOINTS";

  @Option(
      names = "--endpoints",
      paramLabel = "HOST:PORT",
      split = ",",
      description = {
        "Where the cluster serves, separated by commas (default: $TRIMARAN_ENDPOINTS, else the",
        "cluster in --dir, else 127.0.0.1:2379)."
      })
  @Nullable List<String> endpoints;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Directory of a local cluster to speak to (default: ./.trimaran).")
  @Nullable Path directory;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long a request may take (default: 5).")
  double timeoutSeconds = 5;

  /** The endpoints, as above. */
  public List<String> endpoints() {
    if (endpoints != null) {
      return endpoints;
    }
    if (directory != null) {
      return LocalCluster.existingEndpoints(directory);
    }
    String variable = System.getenv(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return List.of(variable.split(","));
    }
    List<String> local = LocalCluster.endpoints(LocalCluster.DEFAULT_DIRECTORY);
    return local.isEmpty() ? List.of("127.0.0.1:2379") : local;
  }

  /** The cache of the cluster, where the endpoints are those of a local one. */
  public Optional<String> cache() {
    return isElsewhere()
        ? Optional.empty()
        : LocalCluster.cacheEndpoint(
            directory == null ? LocalCluster.DEFAULT_DIRECTORY : directory);
  }

  /** The event stores of the cluster, where the endpoints are those of a local one. */
  public List<String> events() {
    return isElsewhere()
        ? List.of()
        : LocalCluster.eventsEndpoints(
            directory == null ? LocalCluster.DEFAULT_DIRECTORY : directory);
  }

  private boolean isElsewhere() {
    String variable = System.getenv(VARIABLE);
    return endpoints != null || directory == null && variable != null && !variable.isBlank();
  }

  /** How long a request may take. */
  public Duration timeout() {
    if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400)) {
      throw new CliError(
          ExitCode.USAGE,
          "USAGE",
          "--timeout is " + timeoutSeconds + ", but a request may take from 0 to 86400 seconds",
          "--timeout 5");
    }
    return Duration.ofNanos((long) (timeoutSeconds * 1e9));
  }

  /** Sends one request and waits for its answer; a failure becomes the error to report. */
  public <T> T ask(Function<KvClient, CompletableFuture<T>> request) {
    try (KvClient client = client(endpoints())) {
      return KvClient.join(request.apply(client));
    } catch (KvException e) {
      throw error(e);
    }
  }

  /** A client of some endpoints, to be closed by the caller. */
  public KvClient client(List<String> addresses) {
    try {
      return KvClient.connect(KvClientConfig.of(addresses).withTimeout(timeout()).withoutWaiting());
    } catch (IllegalArgumentException e) {
      throw new CliError(
          ExitCode.USAGE,
          "BAD_ENDPOINT",
          String.valueOf(e.getMessage()),
          "--endpoints 127.0.0.1:2379,127.0.0.1:2389");
    }
  }

  /** What to report of a failed request. */
  public CliError error(KvException failure) {
    return RequestErrors.of(failure, endpoints());
  }
}
