package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The directory of a local cluster.
 *
 * <pre>
 *   D/cluster.properties   the layout, written once
 *   D/n1/process           pid and start time of the process, while it should run
 *   D/n1/server.log        what it wrote
 *   D/n1/data/             its data directory
 * </pre>
 */
final class ClusterDirectory {

  private static final String NODES = "nodes";
  private static final String HOST = "host";
  private static final String PORT_BASE = "port-base";
  private static final String CACHE_PORT = "cache-port";
  private static final String EVENTS_PORT = "events-port";

  private final Path path;

  ClusterDirectory(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  private Path layoutFile() {
    return path.resolve("cluster.properties");
  }

  Path home(Member member) {
    return path.resolve(member.name());
  }

  Path log(Member member) {
    return home(member).resolve("server.log");
  }

  Path data(Member member) {
    return home(member).resolve("data");
  }

  NodeProcess process(Member member) {
    return new NodeProcess(home(member).resolve("process"));
  }

  /** The layout of the cluster that lives here; empty when none does. */
  Optional<Layout> layout() {
    Path file = layoutFile();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(
        new Layout(
            number(properties, NODES),
            properties.getProperty(HOST, "127.0.0.1"),
            number(properties, PORT_BASE),
            properties.containsKey(CACHE_PORT) ? number(properties, CACHE_PORT) : 0,
            properties.containsKey(EVENTS_PORT) ? number(properties, EVENTS_PORT) : 0));
  }

  private int number(Properties properties, String key) {
    try {
      return Integer.parseInt(properties.getProperty(key, "").strip());
    } catch (NumberFormatException _) {
      throw new CliError(
          ExitCode.FAILED,
          "BAD_CLUSTER_FILE",
          layoutFile() + " has no number for " + key,
          "correct the file, or remove the directory to start afresh (its data is lost)");
    }
  }

  /** The layout, or the error that says how to get one. */
  Layout existing() {
    return layout()
        .orElseThrow(() ->
            new CliError(
                ExitCode.NOT_FOUND,
                "NO_CLUSTER",
                "there is no cluster in " + path,
                "start one with: trimaran up --dir " + path + "   (or name its --dir)"));
  }

  void write(Layout layout) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(NODES, Integer.toString(layout.nodes()));
    properties.setProperty(HOST, layout.host());
    properties.setProperty(PORT_BASE, Integer.toString(layout.portBase()));
    properties.setProperty(CACHE_PORT, Integer.toString(layout.cachePort()));
    properties.setProperty(EVENTS_PORT, Integer.toString(layout.eventsPort()));
    Files.createDirectories(path);
    Path draft = path.resolve("cluster.properties.new");
    try (Writer writer = Files.newBufferedWriter(draft)) {
      properties.store(writer, "A local Trimaran cluster");
    }
    Files.move(
        draft, layoutFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The member called {@code name}, or the error that lists the names. */
  Member member(String name) {
    Layout layout = existing();
    return layout.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new CliError(
                ExitCode.USAGE,
                "NO_SUCH_NODE",
                "there is no node " + name + " in " + path,
                "the nodes are n1 to n" + layout.nodes()));
  }
}
