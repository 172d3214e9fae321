package dev.trimaran.cli.cache;

import dev.trimaran.cli.cluster.LocalCluster;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Which cache a command speaks to: {@code --endpoint}, else the environment's {@code
 * TRIMARAN_CACHE_ENDPOINT}, else the cluster in {@code --dir}, else port 6379 of this machine. The
 * password is that of the environment's {@code TRIMARAN_CACHE_PASSWORD}.
 */
final class CacheOptions {

  private static final String ENDPOINT = "TRIMARAN_CACHE_ENDPOINT";
  private static final String PASSWORD = "TRIMARAN_CACHE_PASSWORD";
  private static final String HERE = "127.0.0.1:6379";

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      description = {
        "Where the cache serves (default: $TRIMARAN_CACHE_ENDPOINT, else the cluster in --dir, else",
        "127.0.0.1:6379)."
      })
  @Nullable String endpoint;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Directory of a local cluster to speak to (default: ./.trimaran).")
  @Nullable Path directory;

  @Option(
      names = {"-n", "--database"},
      paramLabel = "N",
      description = "Number of the database (default: 0).")
  int database;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "User whose password is in $TRIMARAN_CACHE_PASSWORD (default: the default one).")
  @Nullable String user;

  @Option(names = "--tls", description = "Speak TLS; the JVM's authorities are trusted.")
  boolean tls;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long a request may take (default: 5).")
  double timeoutSeconds = 5;

  private String endpoint() {
    if (endpoint != null) {
      return endpoint;
    }
    if (directory != null) {
      return LocalCluster.cacheEndpoint(directory)
          .orElseThrow(() ->
              new CliError(
                  ExitCode.NOT_FOUND,
                  "NO_CACHE",
                  "no local cluster with a cache lives in " + directory,
                  "start one with: trimaran up --dir " + directory));
    }
    String variable = System.getenv(ENDPOINT);
    if (variable != null && !variable.isBlank()) {
      return variable.strip();
    }
    return LocalCluster.cacheEndpoint(LocalCluster.DEFAULT_DIRECTORY).orElse(HERE);
  }

  /** Connects, has {@code work} done, and turns what fails into the error to report. */
  <T extends @Nullable Object> T ask(Function<Connection, T> work) {
    String address = endpoint();
    try (Connection connection = connect(address)) {
      return work.apply(connection);
    } catch (JedisAccessControlException e) {
      throw new CliError(
          ExitCode.DENIED,
          "DENIED",
          String.valueOf(e.getMessage()),
          "give the password in the environment: " + PASSWORD);
    } catch (JedisDataException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (JedisConnectionException e) {
      throw new CliError(
          ExitCode.UNREACHABLE,
          "UNREACHABLE",
          "cannot speak to a cache at " + address + ": " + reason(e),
          "see what runs with trimaran ps, start a cluster with trimaran up, or name another with"
              + " --endpoint");
    }
  }

  private Connection connect(String address) {
    int millis = (int) Math.clamp(Math.round(timeoutSeconds * 1000), 1L, 86_400_000L);
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .timeoutMillis(millis)
            .database(database)
            .clientName("trimaran-cli")
            .ssl(tls);
    String password = System.getenv(PASSWORD);
    if (password != null && !password.isEmpty()) {
      config.password(password);
    }
    if (user != null) {
      config.user(user);
    }
    return new Connection(parse(address), config.build());
  }

  private static HostAndPort parse(String address) {
    try {
      return HostAndPort.from(address);
    } catch (IllegalArgumentException e) {
      throw new CliError(
          ExitCode.USAGE,
          "BAD_ENDPOINT",
          "'" + address + "' is not host:port",
          "--endpoint " + HERE);
    }
  }

  private static CliError refused(String text) {
    boolean denied =
        text.startsWith("NOAUTH") || text.startsWith("WRONGPASS") || text.startsWith("NOPERM");
    return denied
        ? new CliError(
            ExitCode.DENIED, "DENIED", text, "give the password in the environment: " + PASSWORD)
        : new CliError(ExitCode.FAILED, "REFUSED", text, "");
  }

  private static String reason(JedisConnectionException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
