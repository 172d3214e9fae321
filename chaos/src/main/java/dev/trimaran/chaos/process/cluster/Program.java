package dev.trimaran.chaos.process.cluster;

import dev.trimaran.base.Checks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server program that takes etcd's flags.
 *
 * @param name for people and file names
 * @param command the program, and the first flags
 * @param environment added to this process's own
 */
public record Program(String name, List<String> command, Map<String, String> environment) {

  public Program {
    Checks.argument(!command.isEmpty(), "a program has a command");
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The etcd of this machine. */
  public static Program etcd() {
    return new Program("etcd", List.of("etcd"), Map.of());
  }

  /**
   * Trimaran by its launcher, which was built before.
   *
   * @param launcher path of the script {@code trimaran}
   */
  public static Program trimaran(Path launcher) {
    Checks.argument(
        Files.isExecutable(launcher),
        launcher + " is not the launcher; run this by ./trimaran chaos, or give --launcher PATH");
    return new Program(
        "trimaran", List.of(launcher.toString(), "etcd"), Map.of("TRIMARAN_NO_BUILD", "1"));
  }

  /** The same, started with further flags. */
  public Program with(List<String> flags) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(flags);
    return new Program(name, longer, environment);
  }

  List<String> commandLine(Member self, List<Member> all, Path data) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--name", self.name(), "--data-dir", data.toString()));
    line.addAll(List.of("--listen-client-urls", self.clientUrl()));
    line.addAll(List.of("--advertise-client-urls", self.clientUrl()));
    line.addAll(List.of("--listen-peer-urls", self.peerUrl()));
    line.addAll(List.of("--initial-advertise-peer-urls", self.peerUrl()));
    line.add("--initial-cluster");
    line.add(
        all.stream()
            .map(member -> member.name() + "=" + member.peerUrl())
            .collect(Collectors.joining(",")));
    line.addAll(List.of("--initial-cluster-token", "chaos", "--initial-cluster-state", "new"));
    return line;
  }
}
