package dev.trimaran.server.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way to name the settings on a command line and in the environment.
 *
 * @param command the command, for messages
 * @param variablePrefix what its environment variables begin with
 * @param flags meaning of each flag, by name without dashes
 * @param defaults where it differs from {@link Setting#fallback}
 */
public record Dialect(
    String command,
    String variablePrefix,
    Map<String, Meaning> flags,
    Map<Setting, String> defaults) {

  /** {@code trimaran server}. */
  public static final Dialect TRIMARAN = trimaran();

  /** {@code trimaran etcd}: etcd's own names and defaults. */
  public static final Dialect ETCD = etcd();

  String fallback(Setting setting) {
    return defaults.getOrDefault(setting, setting.fallback());
  }

  private static Dialect trimaran() {
    Map<String, Meaning> flags = new LinkedHashMap<>();
    flags.put("config", new Meaning.NamesFile());
    for (Setting setting : Setting.values()) {
      flags.put(setting.flag(), new Meaning.Sets(setting));
    }
    return new Dialect(
        "trimaran server", "TRIMARAN_", Collections.unmodifiableMap(flags), Map.of());
  }

  private static Dialect etcd() {
    Map<String, Meaning> flags = new LinkedHashMap<>();
    sets(flags, "name", Setting.NAME);
    sets(flags, "data-dir", Setting.DATA_DIR);
    sets(flags, "listen-client-urls", Setting.CLIENT_LISTEN);
    sets(flags, "advertise-client-urls", Setting.CLIENT_ADVERTISE);
    sets(flags, "listen-peer-urls", Setting.PEER_LISTEN);
    sets(flags, "initial-advertise-peer-urls", Setting.PEER_ADVERTISE);
    sets(flags, "initial-cluster", Setting.CLUSTER_INITIAL);
    sets(flags, "initial-cluster-token", Setting.CLUSTER_TOKEN);
    sets(flags, "initial-cluster-state", Setting.CLUSTER_STATE);
    sets(flags, "snapshot-count", Setting.RAFT_SNAPSHOT_COUNT);
    sets(flags, "quota-backend-bytes", Setting.STORE_QUOTA_BYTES);
    sets(flags, "heartbeat-interval", Setting.RAFT_HEARTBEAT_MS);
    sets(flags, "election-timeout", Setting.RAFT_ELECTION_MS);
    sets(flags, "max-request-bytes", Setting.CLIENT_MAX_REQUEST_BYTES);
    sets(flags, "max-txn-ops", Setting.CLIENT_MAX_TXN_OPS);
    sets(flags, "max-concurrent-streams", Setting.CLIENT_MAX_CONCURRENT_STREAMS);
    sets(flags, "listen-metrics-urls", Setting.METRICS_LISTEN);
    sets(flags, "log-level", Setting.LOG_LEVEL);
    EtcdFlags.withoutEffect(flags);
    EtcdFlags.notServed(flags);
    Map<Setting, String> defaults = new EnumMap<>(Setting.class);
    defaults.put(Setting.CLUSTER_TOKEN, "etcd-cluster");
    defaults.put(Setting.SECURITY_INSECURE_BIND, "true");
    return new Dialect(
        "trimaran etcd",
        "ETCD_",
        Collections.unmodifiableMap(flags),
        Collections.unmodifiableMap(defaults));
  }

  private static void sets(Map<String, Meaning> flags, String name, Setting setting) {
    flags.put(name, new Meaning.Sets(setting));
  }
}
