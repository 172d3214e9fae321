package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the nodes of the cluster in a directory serve clients. */
public final class LocalCluster {

  /** Where {@code up} puts a cluster when it is not told. */
  public static final Path DEFAULT_DIRECTORY = Path.of("./.trimaran");

  private LocalCluster() {}

  /** {@code host:port} of each node; empty when no cluster lives in {@code directory}. */
  public static List<String> endpoints(Path directory) {
    return new ClusterDirectory(directory)
        .layout()
        .map(layout -> layout.members().stream().map(Member::client).toList())
        .orElse(List.of());
  }

  /** {@code host:port} of the cache; empty when no cluster with one lives in {@code directory}. */
  public static Optional<String> cacheEndpoint(Path directory) {
    return new ClusterDirectory(directory)
        .layout()
        .map(layout -> layout.members().getFirst().cache())
        .filter(address -> !address.isEmpty());
  }

  /** {@code host:port} of the event store on each node; empty where no cluster serves one. */
  public static List<String> eventsEndpoints(Path directory) {
    return new ClusterDirectory(directory)
        .layout()
        .map(layout -> layout.members().stream().map(Member::events).toList())
        .filter(addresses -> !addresses.getFirst().isEmpty())
        .orElse(List.of());
  }

  /** As {@link #endpoints}, or the error that says how to get a cluster. */
  public static List<String> existingEndpoints(Path directory) {
    return new ClusterDirectory(directory)
        .existing().members().stream().map(Member::client).toList();
  }
}
