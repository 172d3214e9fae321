package dev.trimaran.server.config;

import java.util.List;

/**
 * One member of the initial cluster.
 *
 * @param name unique in the cluster
 * @param peers where its peers reach it; the first is used, all take part in its identity
 */
public record MemberSpec(String name, List<HostPort> peers) {

  public MemberSpec {
    peers = List.copyOf(peers);
  }

  public List<String> peerUrls() {
    return peers.stream().map(HostPort::url).sorted().toList();
  }
}
