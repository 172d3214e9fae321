package dev.trimaran.cli.cluster;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which local cluster a command means. */
final class DirectoryOption {

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Directory of the cluster (default: ./.trimaran).")
  Path path = LocalCluster.DEFAULT_DIRECTORY;

  ClusterDirectory open() {
    return new ClusterDirectory(path);
  }
}
