package dev.trimaran.server.config;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.events.core.model.EventLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The whole configuration of one server, valid once constructed.
 *
 * @param roles what it serves; at least one
 * @param member this node
 * @param cluster all members
 * @param client the API
 * @param raft consensus
 * @param store the key-value store
 * @param cache the cache, and where its files live
 * @param events the event store
 * @param log what is logged
 */
public record ServerConfig(
    Set<Role> roles,
    Member member,
    Cluster cluster,
    Client client,
    Raft raft,
    Store store,
    Cache cache,
    Events events,
    Log log) {

  public ServerConfig {
    roles = Set.copyOf(roles);
    Checks.argument(!roles.isEmpty(), "a server serves something");
  }

  /** What a server serves. */
  public enum Role {
    /** The replicated key-value store. */
    KV,
    /** The cache. */
    CACHE,
    /** The event store. */
    EVENTS
  }

  /** Whether it replicates anything by Raft. */
  public boolean replicates() {
    return roles.contains(Role.KV) || roles.contains(Role.EVENTS);
  }

  /**
   * @param listen where clients connect to
   * @param advertise where clients of other nodes are sent
   * @param tls without it, connections are in clear
   * @param authentication whether users need a password; without, everybody is an administrator
   * @param limits of events and appends
   */
  public record Events(
      HostPort listen,
      HostPort advertise,
      Optional<Tls> tls,
      boolean authentication,
      EventLimits limits) {}

  /**
   * @param certificate and what leads to its root, PEM
   * @param key private, PEM
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * @param directory where its files live
   * @param config what the cache itself is told
   */
  public record Cache(Path directory, CacheConfig config) {}

  /**
   * @param name unique in the cluster
   * @param dataDir where its files live
   * @param peerListen where peers connect to
   */
  public record Member(String name, Path dataDir, HostPort peerListen) {}

  /** What an empty data directory means. */
  public enum Start {
    /** The cluster begins with it. */
    NEW,
    /** It is the wrong one: refused. */
    EXISTING,
    /** This member has lost what it had, and comes back without a say until it has it again. */
    REJOIN
  }

  /**
   * @param members all members at the first start
   * @param token with the members' addresses, the cluster's identity
   * @param start what an empty data directory means
   */
  public record Cluster(List<MemberSpec> members, String token, Start start) {

    public Cluster {
      members = List.copyOf(members);
    }
  }

  /**
   * @param listen where clients connect to
   * @param advertise what clients are told
   * @param metricsListen a further address for metrics and health alone
   * @param maxRequestBytes largest request taken
   * @param maxTxnOps most operations in one transaction
   * @param maxConcurrentStreams most calls in flight on one connection
   */
  public record Client(
      List<HostPort> listen,
      List<HostPort> advertise,
      Optional<HostPort> metricsListen,
      int maxRequestBytes,
      int maxTxnOps,
      int maxConcurrentStreams) {

    public Client {
      listen = List.copyOf(listen);
      advertise = List.copyOf(advertise);
    }

    /** The advertised addresses as etcd writes them. */
    public List<String> advertisedUrls() {
      return advertise.stream().map(HostPort::url).toList();
    }
  }

  /**
   * @param heartbeat between heartbeats of a leader
   * @param election time without a leader before a node stands; at least five heartbeats
   * @param snapshotCount entries between two snapshots
   */
  public record Raft(Duration heartbeat, Duration election, int snapshotCount) {}

  /**
   * @param quotaBytes size at which writes are refused
   */
  public record Store(long quotaBytes) {}

  /**
   * @param level debug, info, warn or error
   * @param json whether lines are JSON objects
   */
  public record Log(String level, boolean json) {}
}
