package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts nodes as processes that outlive this one. */
final class Spawner {

  private final ClusterDirectory cluster;
  private final Layout layout;
  private final List<String> serverFlags;

  /**
   * @param serverFlags flags for {@code trimaran server}, after those that the layout gives
   */
  Spawner(ClusterDirectory cluster, Layout layout, List<String> serverFlags) {
    this.cluster = cluster;
    this.layout = layout;
    this.serverFlags = serverFlags;
  }

  /** Starts the process of {@code member}; its output goes to its log. */
  Process start(Member member) throws IOException {
    Files.createDirectories(cluster.home(member));
    List<String> command = new ArrayList<>();
    // A session of its own, so that Ctrl-C or closing the terminal does not reach the node.
    if (isOnPath("setsid")) {
      command.add("setsid");
    }
    command.add(launcher());
    command.add("server");
    command.addAll(flags(member));
    command.addAll(serverFlags);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TRIMARAN_NO_BUILD", "1");
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log(member).toFile()));
    Process process = builder.start();
    cluster.process(member).record(process.toHandle());
    return process;
  }

  private List<String> flags(Member member) throws IOException {
    String peers =
        layout.members().stream()
            .map(peer -> peer.name() + "=" + peer.peer())
            .collect(Collectors.joining(","));
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("--name", member.name()));
    flags.addAll(
        List.of("--data-dir", cluster.data(member).toAbsolutePath().normalize().toString()));
    flags.addAll(List.of("--listen-client", member.client()));
    flags.addAll(List.of("--listen-peer", member.peer()));
    flags.addAll(List.of("--initial-cluster", peers));
    List<String> roles = new ArrayList<>(List.of("kv"));
    if (member.eventsPort() != 0) {
      roles.add("events");
      flags.addAll(List.of("--events-listen", member.events()));
    }
    if (member.cachePort() != 0) {
      roles.add("cache");
      flags.addAll(List.of("--cache-listen", member.cache()));
    }
    flags.addAll(List.of("--roles", String.join(",", roles)));
    if (!InetAddress.getByName(member.host()).isLoopbackAddress()) {
      flags.add("--insecure-bind");
    }
    return flags;
  }

  private static String launcher() {
    String launcher = System.getProperty("trimaran.launcher", "");
    if (launcher.isEmpty() || !Files.isExecutable(Path.of(launcher))) {
      throw new CliError(
          ExitCode.FAILED,
          "NO_LAUNCHER",
          "nodes are started by the trimaran script, and this is not running from it",
          "run: ./trimaran up");
    }
    return launcher;
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && List.of(path.split(File.pathSeparator)).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
