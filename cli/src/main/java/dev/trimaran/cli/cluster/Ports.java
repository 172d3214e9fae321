package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Looks before nodes are started whether their ports are free. */
final class Ports {

  private Ports() {}

  /** Fails with the first port of {@code members} that is taken, and the flag that moves it. */
  static void requireFree(Layout layout, List<Member> members) {
    for (Member member : members) {
      requireFree(layout, member, member.clientPort(), "etcd API");
      requireFree(layout, member, member.peerPort(), "peers");
      if (member.cachePort() != 0) {
        requireFree(layout, member, member.cachePort(), "cache");
      }
      if (member.eventsPort() != 0) {
        requireFree(layout, member, member.eventsPort(), "event store");
      }
    }
  }

  private static void requireFree(Layout layout, Member member, int port, String use) {
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress address = InetAddress.getByName(member.host());
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      int base = layout.portBase() > 50_000 ? 12_379 : layout.portBase() + 10_000;
      String other = "";
      if (port == member.cachePort()) {
        other = ", choose --cache-port, leave it out by --no-cache";
      } else if (port == member.eventsPort()) {
        other = ", choose --events-port, leave it out by --no-events";
      }
      throw new CliError(
          ExitCode.FAILED,
          "PORT_TAKEN",
          "port %d of %s (%s) cannot be opened: %s"
              .formatted(port, member.name(), use, String.valueOf(e.getMessage())),
          "stop what listens there"
              + other
              + ", or move all ports of a new cluster: --port-base "
              + base);
    }
  }
}
