package dev.trimaran.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, by its key in a file, its flag and its default. */
public enum Setting {
  ROLES(
      "server.roles",
      "roles",
      "kv",
      "what this node is: kv, events, cache, or several with commas"),
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
      "cluster.state",
      "initial-cluster-state",
      "new",
      "new, existing to insist on old data, or rejoin where this member has lost its data"),
  RAFT_HEARTBEAT_MS(
      "raft.heartbeat-interval-ms", "heartbeat-interval-ms", "100", "between heartbeats"),
  RAFT_ELECTION_MS(
      "raft.election-timeout-ms", "election-timeout-ms", "1000", "without a leader before a vote"),
  RAFT_SNAPSHOT_COUNT(
      "raft.snapshot-count", "snapshot-count", "100000", "entries between two snapshots"),
  STORE_QUOTA_BYTES(
      "store.quota-bytes", "quota-bytes", "2147483648", "size at which writes are refused"),
  CACHE_LISTEN(
      "cache.listen", "cache-listen", "127.0.0.1:6379", "addresses that Redis clients connect to"),
  CACHE_MAX_MEMORY(
      "cache.max-memory", "cache-max-memory", "0", "bytes it may hold, 512mb for example; 0: any"),
  CACHE_MAX_MEMORY_POLICY(
      "cache.max-memory-policy",
      "cache-max-memory-policy",
      "noeviction",
      "which keys give way: noeviction, allkeys-s3fifo, allkeys-lru, volatile-ttl, ..."),
  CACHE_DATABASES("cache.databases", "cache-databases", "16", "how many numbered databases"),
  CACHE_MAX_CLIENTS("cache.max-clients", "cache-max-clients", "10000", "clients at once"),
  CACHE_TIMEOUT_SECONDS(
      "cache.timeout-seconds",
      "cache-timeout-seconds",
      "0",
      "after which a silent client is disconnected; 0: never"),
  CACHE_DIR("cache.dir", "cache-dir", "", "its files (default: cache in the data directory)"),
  CACHE_APPEND_ONLY("cache.append-only", "cache-append-only", "false", "log every change"),
  CACHE_APPEND_FSYNC(
      "cache.append-fsync",
      "cache-append-fsync",
      "everysec",
      "when the log is forced to disk: always (before the reply), everysec or no"),
  CACHE_SAVE(
      "cache.save",
      "cache-save",
      "3600 1 300 100 60 10000",
      "snapshots: after so many seconds if so many changes, ...; empty: none by itself"),
  CACHE_PASSWORD("cache.password", "cache-password", "", "of clients; not on a command line"),
  CACHE_PASSWORD_FILE(
      "cache.password-file", "cache-password-file", "", "a file whose first line is the password"),
  CACHE_TLS_CERT("cache.tls-cert", "cache-tls-cert", "", "certificate in PEM; turns TLS on"),
  CACHE_TLS_KEY("cache.tls-key", "cache-tls-key", "", "its private key in PEM"),
  CACHE_TLS_CA(
      "cache.tls-ca", "cache-tls-ca", "", "in PEM; clients must show a certificate it has signed"),
  CACHE_KEYSPACE_EVENTS(
      "cache.keyspace-events",
      "cache-keyspace-events",
      "",
      "events that are published, as notify-keyspace-events of Redis"),
  CACHE_DEBUG_COMMAND(
      "cache.debug-command", "cache-debug-command", "no", "who may use DEBUG: no, local or yes"),
  CACHE_TRANSPORT("cache.transport", "cache-transport", "auto", "auto, epoll, io_uring or nio"),
  EVENTS_LISTEN(
      "events.listen",
      "events-listen",
      "127.0.0.1:2113",
      "address that clients of the event store connect to"),
  EVENTS_ADVERTISE(
      "events.advertise",
      "events-advertise",
      "",
      "where they find this node, as others tell them (default: the former)"),
  EVENTS_TLS_CERT("events.tls-cert", "events-tls-cert", "", "certificate in PEM; turns TLS on"),
  EVENTS_TLS_KEY("events.tls-key", "events-tls-key", "", "its private key in PEM"),
  EVENTS_AUTHENTICATION(
      "events.authentication",
      "events-authentication",
      "auto",
      "whether users need a password: auto (where there is TLS), on, or off: all are admins"),
  EVENTS_MAX_EVENT_BYTES(
      "events.max-event-bytes", "events-max-event-bytes", "16mb", "largest event taken"),
  EVENTS_MAX_APPEND_BYTES(
      "events.max-append-bytes",
      "events-max-append-bytes",
      "32mb",
      "largest append taken, all its events together"),
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
    return this == SECURITY_INSECURE_BIND || this == CACHE_APPEND_ONLY;
  }

  /** Whether its value is nobody's to read. */
  boolean isSecret() {
    return this == CACHE_PASSWORD;
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
