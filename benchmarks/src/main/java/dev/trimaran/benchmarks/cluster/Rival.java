package dev.trimaran.benchmarks.cluster;

import dev.trimaran.benchmarks.process.ProgramVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that takes etcd's flags.
 *
 * @param name for tables
 * @param version as the program says
 * @param command the words before the flags
 */
public record Rival(String name, String version, List<String> command) {

  public Rival {
    command = List.copyOf(command);
  }

  /**
   * This project's own server, by its launcher.
   *
   * @param launcher path of the launcher; empty means the one that started this process
   */
  public static Rival trimaran(String launcher) throws IOException {
    String path = ProgramVersion.launcher(launcher);
    return new Rival(
        "trimaran", ProgramVersion.firstLine(List.of(path, "--version")), List.of(path, "etcd"));
  }

  /**
   * The etcd of this machine.
   *
   * @param binary path or name of the program
   */
  public static Rival etcd(String binary) throws IOException {
    try {
      return new Rival(
          "etcd", ProgramVersion.firstLine(List.of(binary, "--version")), List.of(binary));
    } catch (IOException e) {
      throw new IOException(
          "etcd was not found ("
              + binary
              + "): it is the rival that every figure is a ratio to; install it (Debian: apt-get"
              + " install etcd-server), name it by --etcd PATH, or leave it out by --rivals trimaran",
          e);
    }
  }

  /** The whole command line of one node. */
  List<String> commandLine(Member self, List<Member> all, Path data) {
    var peers = new StringBuilder();
    for (Member member : all) {
      peers.append(peers.isEmpty() ? "" : ",").append(member.name()).append('=');
      peers.append(member.peerUrl());
    }
    List<String> line = new ArrayList<>(command);
    line.addAll(
        List.of("--name", self.name(), "--data-dir", data.toString(), "--listen-client-urls"));
    line.addAll(List.of(self.clientUrl(), "--advertise-client-urls", self.clientUrl()));
    line.addAll(List.of("--listen-peer-urls", self.peerUrl()));
    line.addAll(List.of("--initial-advertise-peer-urls", self.peerUrl()));
    line.addAll(List.of("--initial-cluster", peers.toString()));
    line.addAll(List.of("--initial-cluster-token", "bench", "--initial-cluster-state", "new"));
    return line;
  }

  /** One node's name and addresses. */
  record Member(String name, int clientPort, int peerPort) {

    String endpoint() {
      return "127.0.0.1:" + clientPort;
    }

    String clientUrl() {
      return "http://127.0.0.1:" + clientPort;
    }

    String peerUrl() {
      return "http://127.0.0.1:" + peerPort;
    }
  }
}
