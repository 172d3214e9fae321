package dev.trimaran.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, by its key in a file, its flag and its default. */
public enum Setting {
  NAME("member.name", "name", "default", "name of this node"),
  DATA_DIR("member.data-dir", "data-dir", "", "directory of its files (default: NAME.trimaran)"),
  CLIENT_LISTEN(
      "client.listen", "listen-client", "127.0.0.1:2379", "addresses that clients connect to"),
  CLIENT_ADVERTISE(
      "client.advertise", "advertise-client", "", "what clients are told (default: the former)"),
  CLIENT_MAX_REQUEST_BYTES(
      "client.max-request-bytes", "max-request-bytes", "1572864", "largest request taken"),
  CLIENT_MAX_TXN_OPS(
      "client.max-txn-ops", "max-txn-ops", "128", "most operations in one transaction"),
  CLIENT_MAX_CONCURRENT_STREAMS(
      "client.max-concurrent-streams",
      "max-concurrent-streams",
      "4294967295",
      "most calls in flight on one connection"),
  PEER_LISTEN("peer.listen", "listen-peer", "127.0.0.1:2380", "address that peers connect to"),
  PEER_ADVERTISE(
      "peer.advertise", "advertise-peer", "", "what peers are told (default: as in the cluster)"),
  CLUSTER_INITIAL(
      "cluster.initial",
      "initial-cluster",
      "",
      "all members, name=host:port,... (default: this node alone)"),
  CLUSTER_TOKEN(
      "cluster.token", "initial-cluster-token", "trimaran", "tells clusters apart, with the above"),
  CLUSTER_STATE(
      "cluster.state", "initial-cluster-state", "new", "new, or existing to insist on old data"),
  RAFT_HEARTBEAT_MS(
      "raft.heartbeat-interval-ms", "heartbeat-interval-ms", "100", "between heartbeats"),
  RAFT_ELECTION_MS(
      "raft.election-timeout-ms", "election-timeout-ms", "1000", "without a leader before a vote"),
  RAFT_SNAPSHOT_COUNT(
      "raft.snapshot-count", "snapshot-count", "100000", "entries between two snapshots"),
  STORE_QUOTA_BYTES(
      "store.quota-bytes", "quota-bytes", "2147483648", "size at which writes are refused"),
  METRICS_LISTEN(
      "metrics.listen", "listen-metrics", "", "a further address for metrics and health alone"),
  SECURITY_INSECURE_BIND(
      "security.insecure-bind",
      "insecure-bind",
      "false",
      "allow addresses beyond loopback without TLS"),
  LOG_LEVEL("log.level", "log-level", "info", "debug, info, warn or error"),
  LOG_FORMAT("log.format", "log-format", "text", "text or json");

  private final String key;
  private final String flag;
  private final String fallback;
  private final String what;

  Setting(String key, String flag, String fallback, String what) {
    this.key = key;
    this.flag = flag;
    this.fallback = fallback;
    this.what = what;
  }

  /** Its key in a file, {@code section.name}. */
  public String key() {
    return key;
  }

  /** Its flag, without dashes. */
  public String flag() {
    return flag;
  }

  /** The default as text; empty when it follows from other settings. */
  public String fallback() {
    return fallback;
  }

  /** One line about it. */
  public String what() {
    return what;
  }

  /** Whether its flag may stand without a value. */
  boolean isSwitch() {
    return this == SECURITY_INSECURE_BIND;
  }

  static String variable(String prefix, String flag) {
    return prefix + flag.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  static Optional<Setting> ofKey(String key) {
    return List.of(values()).stream().filter(s -> s.key.equals(key)).findFirst();
  }

  static Optional<Setting> ofFlag(String flag) {
    return List.of(values()).stream().filter(s -> s.flag.equals(flag)).findFirst();
  }
}
