package dev.trimaran.server.config;

import dev.trimaran.server.config.ServerConfig.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes a valid {@link ServerConfig} of a {@link Resolution}. */
public final class ConfigReader {

  /** The default of etcd for a quota of 0. */
  private static final long DEFAULT_QUOTA_BYTES = 2L << 30;

  /** What fits a segment of the log with room to spare. */
  private static final long MAX_REQUEST_BYTES = 32 << 20;

  private static final long MAX_ELECTION_MS = 50_000;
  private static final Set<String> LEVELS = Set.of("debug", "info", "warn", "error");

  private final Resolution from;
  private final Readings readings;

  private ConfigReader(Resolution from) {
    this.from = from;
    this.readings = new Readings(from);
  }

  /**
   * @throws ConfigException when a value is not valid
   */
  public static ServerConfig read(Resolution from) {
    return new ConfigReader(from).read();
  }

  private ServerConfig read() {
    String name = from.text(Setting.NAME);
    if (name.isEmpty() || name.contains("=") || name.contains(",")) {
      throw new ConfigException(
          "%s is '%s'; a name is not empty and holds neither '=' nor ','"
              .formatted(from.named(Setting.NAME), name));
    }
    HostPort peerListen = readings.single(Setting.PEER_LISTEN);
    ServerConfig.Cluster cluster =
        new ServerConfig.Cluster(members(name, peerListen), token(), start());
    ServerConfig.Client client = client();
    checkBinds(peerListen, client);
    String text = from.text(Setting.DATA_DIR);
    Path dataDir = Path.of(text.isEmpty() ? name + ".trimaran" : text);
    return new ServerConfig(
        roles(),
        new ServerConfig.Member(name, dataDir, peerListen),
        cluster,
        client,
        raft(),
        store(),
        new CacheReader(from, readings).read(dataDir),
        new EventsReader(from, readings).read(),
        log());
  }

  private Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String part : from.text(Setting.ROLES).split(",")) {
      switch (part.strip().toLowerCase(Locale.ROOT)) {
        case "kv" -> roles.add(Role.KV);
        case "cache" -> roles.add(Role.CACHE);
        case "events" -> roles.add(Role.EVENTS);
        default ->
            throw new ConfigException(
                "%s is '%s'; it is kv, events, cache, or several of them with commas"
                    .formatted(from.named(Setting.ROLES), from.text(Setting.ROLES)));
      }
    }
    return roles;
  }

  private List<MemberSpec> members(String name, HostPort peerListen) {
    String text = from.text(Setting.CLUSTER_INITIAL);
    List<HostPort> advertised = readings.addresses(Setting.PEER_ADVERTISE);
    if (text.isEmpty()) {
      return List.of(new MemberSpec(name, advertised.isEmpty() ? List.of(peerListen) : advertised));
    }
    Map<String, List<HostPort>> members = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals <= 0) {
        throw new ConfigException(
            "%s holds '%s'; write name=host:port for each member"
                .formatted(from.named(Setting.CLUSTER_INITIAL), part));
      }
      members
          .computeIfAbsent(part.substring(0, equals).strip(), _ -> new ArrayList<>())
          .add(HostPort.parse(from.named(Setting.CLUSTER_INITIAL), part.substring(equals + 1)));
    }
    List<MemberSpec> specs =
        members.entrySet().stream().map(e -> new MemberSpec(e.getKey(), e.getValue())).toList();
    checkMembers(name, specs, advertised);
    return specs;
  }

  private void checkMembers(String name, List<MemberSpec> specs, List<HostPort> advertised) {
    String cluster = from.named(Setting.CLUSTER_INITIAL);
    MemberSpec self =
        specs.stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new ConfigException(
                    "%s does not name this node, '%s'; add %s=host:port, or set %s to one of %s"
                        .formatted(
                            cluster,
                            name,
                            name,
                            from.named(Setting.NAME),
                            specs.stream().map(MemberSpec::name).toList())));
    List<HostPort> all = specs.stream().flatMap(m -> m.peers().stream()).toList();
    if (Set.copyOf(all).size() != all.size()) {
      throw new ConfigException("%s gives two members the same address".formatted(cluster));
    }
    if (!advertised.isEmpty() && !Set.copyOf(advertised).equals(Set.copyOf(self.peers()))) {
      throw new ConfigException(
          "%s says %s for this node, and %s says %s; make them equal"
              .formatted(cluster, self.peers(), from.named(Setting.PEER_ADVERTISE), advertised));
    }
  }

  private String token() {
    String token = from.text(Setting.CLUSTER_TOKEN);
    if (token.isEmpty()) {
      throw new ConfigException("%s is empty".formatted(from.named(Setting.CLUSTER_TOKEN)));
    }
    return token;
  }

  private ServerConfig.Start start() {
    return switch (readings.oneOf(Setting.CLUSTER_STATE, Set.of("new", "existing", "rejoin"))) {
      case "existing" -> ServerConfig.Start.EXISTING;
      case "rejoin" -> ServerConfig.Start.REJOIN;
      default -> ServerConfig.Start.NEW;
    };
  }

  private ServerConfig.Client client() {
    List<HostPort> listen = readings.addresses(Setting.CLIENT_LISTEN);
    if (listen.isEmpty()) {
      throw new ConfigException("%s is empty".formatted(from.named(Setting.CLIENT_LISTEN)));
    }
    List<HostPort> advertise = readings.addresses(Setting.CLIENT_ADVERTISE);
    List<HostPort> metrics = readings.addresses(Setting.METRICS_LISTEN);
    if (metrics.size() > 1) {
      throw new ConfigException(
          "%s names several addresses; one is supported"
              .formatted(from.named(Setting.METRICS_LISTEN)));
    }
    return new ServerConfig.Client(
        listen,
        advertise.isEmpty() ? listen : advertise,
        metrics.stream().findFirst(),
        (int) readings.number(Setting.CLIENT_MAX_REQUEST_BYTES, 1, MAX_REQUEST_BYTES),
        (int) readings.number(Setting.CLIENT_MAX_TXN_OPS, 1, Integer.MAX_VALUE),
        (int)
            Math.min(
                readings.number(Setting.CLIENT_MAX_CONCURRENT_STREAMS, 1, 0xffff_ffffL),
                Integer.MAX_VALUE));
  }

  private ServerConfig.Raft raft() {
    long heartbeat = readings.number(Setting.RAFT_HEARTBEAT_MS, 1, MAX_ELECTION_MS);
    long election = readings.number(Setting.RAFT_ELECTION_MS, 1, MAX_ELECTION_MS);
    if (election < 5 * heartbeat) {
      throw new ConfigException(
          "%s is %d ms, less than five heartbeats of %d ms; raise it, or lower %s"
              .formatted(
                  from.named(Setting.RAFT_ELECTION_MS),
                  election,
                  heartbeat,
                  from.named(Setting.RAFT_HEARTBEAT_MS)));
    }
    return new ServerConfig.Raft(
        Duration.ofMillis(heartbeat),
        Duration.ofMillis(election),
        (int) readings.number(Setting.RAFT_SNAPSHOT_COUNT, 1, Integer.MAX_VALUE));
  }

  private ServerConfig.Store store() {
    long quota = readings.number(Setting.STORE_QUOTA_BYTES, -1, Long.MAX_VALUE);
    if (quota < 0) {
      return new ServerConfig.Store(Long.MAX_VALUE);
    }
    return new ServerConfig.Store(quota == 0 ? DEFAULT_QUOTA_BYTES : quota);
  }

  private ServerConfig.Log log() {
    return new ServerConfig.Log(
        readings.oneOf(Setting.LOG_LEVEL, LEVELS),
        readings.oneOf(Setting.LOG_FORMAT, Set.of("text", "json")).equals("json"));
  }

  /** What has no TLS stays on this machine, unless somebody says otherwise. */
  private void checkBinds(HostPort peerListen, ServerConfig.Client client) {
    String allowed = readings.oneOf(Setting.SECURITY_INSECURE_BIND, Set.of("true", "false"));
    if (allowed.equals("true")) {
      return;
    }
    checkBind(Setting.PEER_LISTEN, peerListen);
    client.listen().forEach(address -> checkBind(Setting.CLIENT_LISTEN, address));
    client.metricsListen().ifPresent(address -> checkBind(Setting.METRICS_LISTEN, address));
  }

  private void checkBind(Setting setting, HostPort address) {
    if (!address.isLoopback()) {
      throw new ConfigException(
          "%s is %s, which other machines can reach, without TLS or authentication; "
                  .formatted(from.named(setting), address)
              + "listen on 127.0.0.1, or say --insecure-bind where the network is trusted");
    }
  }
}
