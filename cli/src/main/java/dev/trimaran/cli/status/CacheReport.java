package dev.trimaran.cli.status;

import dev.trimaran.cli.cache.CacheStatus;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.output.Table;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** What the cache of a local cluster has answered, or why it has not. */
sealed interface CacheReport {

  /** Its answer. */
  record Answer(CacheStatus status) implements CacheReport {}

  /** Why there is none. */
  record Silence(String endpoint, CliError reason) implements CacheReport {}

  static CacheReport of(String endpoint, double timeoutSeconds) {
    try {
      return new Answer(CacheStatus.ask(endpoint, timeoutSeconds));
    } catch (CliError e) {
      return new Silence(endpoint, e);
    }
  }

  /** What programs read. */
  default Map<String, Object> data() {
    return switch (this) {
      case Answer(CacheStatus status) -> status.data();
      case Silence(String endpoint, CliError reason) ->
          Map.of("endpoint", endpoint, "unreachable", reason.message());
    };
  }

  /** The error that says why there is no answer. */
  default Optional<CliError> error() {
    return this instanceof Silence silence ? Optional.of(silence.reason()) : Optional.empty();
  }

  /** What people read. */
  default void print(PrintStream out) {
    Table table =
        new Table(
            "CACHE", "KEYS", "MEMORY", "LIMIT", "CLIENTS", "OPS/S", "HITS", "EXPIRY LAG", "LOGGED");
    switch (this) {
      case Answer(CacheStatus cache) ->
          table.row(
              cache.endpoint(),
              cache.keys(),
              Sizes.text(cache.usedBytes()),
              cache.maxBytes() == 0 ? "none" : Sizes.text(cache.maxBytes()),
              cache.clients(),
              cache.opsPerSecond(),
              cache.hitShare(),
              cache.expiryLagMs() + " ms",
              cache.isLogged() ? "yes" : "no");
      case Silence silence ->
          table.row(silence.endpoint(), "-", "-", "-", "-", "-", "-", "-", "unreachable");
    }
    out.println();
    table.print(out);
  }
}
