package dev.trimaran.server.config;

import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.SavePoint;
import dev.trimaran.cache.node.model.SyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code cache}. */
final class CacheReader {

  private static final int MOST_DATABASES = 65_536;
  private static final int MOST_SECONDS = 1_000_000_000;
  private static final Set<String> POLICIES =
      Set.of(
          "noeviction",
          "allkeys-s3fifo",
          "allkeys-lru",
          "allkeys-lfu",
          "allkeys-random",
          "volatile-lru",
          "volatile-lfu",
          "volatile-random",
          "volatile-ttl");

  private final Resolution from;
  private final Readings readings;

  CacheReader(Resolution from, Readings readings) {
    this.from = from;
    this.readings = readings;
  }

  ServerConfig.Cache read(Path dataDir) {
    Optional<String> password = password();
    Optional<CacheConfig.Tls> tls = tls();
    List<HostPort> listen = readings.addresses(Setting.CACHE_LISTEN);
    if (password.isEmpty()) {
      listen.forEach(address -> checkBind(address, tls));
    }
    String directory = from.text(Setting.CACHE_DIR);
    return new ServerConfig.Cache(
        directory.isEmpty() ? dataDir.resolve("cache") : Path.of(directory),
        new CacheConfig(
            new CacheConfig.Listeners(
                listen.stream().map(HostPort::resolve).toList(),
                readings.oneOf(Setting.CACHE_TRANSPORT, Set.of("auto", "epoll", "io_uring", "nio")),
                tls,
                (int) readings.number(Setting.CACHE_MAX_CLIENTS, 1, 1_000_000),
                (int) readings.number(Setting.CACHE_TIMEOUT_SECONDS, 0, MOST_SECONDS)),
            new CacheConfig.Memory(
                readings.bytes(Setting.CACHE_MAX_MEMORY),
                readings.oneOf(Setting.CACHE_MAX_MEMORY_POLICY, POLICIES),
                (int) readings.number(Setting.CACHE_DATABASES, 1, MOST_DATABASES)),
            durability(),
            password,
            keyspaceEvents(),
            readings.oneOf(Setting.CACHE_DEBUG_COMMAND, Set.of("no", "local", "yes"))));
  }

  private String keyspaceEvents() {
    String letters = from.text(Setting.CACHE_KEYSPACE_EVENTS);
    if (!letters.matches("[KEAg$lshzxetdmn]*")) {
      throw new ConfigException(
          "%s is '%s'; it is letters of KEAg$lshzxetdmn, such as Ex for expired keys"
              .formatted(from.named(Setting.CACHE_KEYSPACE_EVENTS), letters));
    }
    return letters;
  }

  private CacheConfig.Durability durability() {
    String sync = readings.oneOf(Setting.CACHE_APPEND_FSYNC, Set.of("always", "everysec", "no"));
    return new CacheConfig.Durability(
        readings
            .oneOf(Setting.CACHE_APPEND_ONLY, Set.of("true", "false", "yes", "no"))
            .matches("true|yes"),
        SyncPolicy.valueOf(sync.toUpperCase(Locale.ROOT)),
        savePoints());
  }

  private List<SavePoint> savePoints() {
    try {
      return SavePoint.parse(from.text(Setting.CACHE_SAVE));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "%s is '%s'; write seconds and changes in turn: 3600 1 300 100"
              .formatted(from.named(Setting.CACHE_SAVE), from.text(Setting.CACHE_SAVE)));
    }
  }

  /** A password on a command line can be read by everybody on the machine. */
  private Optional<String> password() {
    String given = from.text(Setting.CACHE_PASSWORD);
    String file = from.text(Setting.CACHE_PASSWORD_FILE);
    if (!given.isEmpty() && from.value(Setting.CACHE_PASSWORD).origin() instanceof Origin.Flag) {
      throw new ConfigException(
          "--cache-password can be read by everybody on this machine; put the password into a file"
              + " and name it by --cache-password-file, or set TRIMARAN_CACHE_PASSWORD");
    }
    if (!given.isEmpty() && !file.isEmpty()) {
      throw new ConfigException(
          "both %s and %s are set; leave one out"
              .formatted(
                  from.named(Setting.CACHE_PASSWORD), from.named(Setting.CACHE_PASSWORD_FILE)));
    }
    if (file.isEmpty()) {
      return given.isEmpty() ? Optional.empty() : Optional.of(given);
    }
    try (var lines = Files.lines(Path.of(file))) {
      return Optional.of(
          lines
              .findFirst()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .orElseThrow(() -> unreadable(file, "its first line is empty")));
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private ConfigException unreadable(String file, String why) {
    return new ConfigException(
        "%s is %s, which holds no password: %s"
            .formatted(from.named(Setting.CACHE_PASSWORD_FILE), file, why));
  }

  private Optional<CacheConfig.Tls> tls() {
    String certificate = from.text(Setting.CACHE_TLS_CERT);
    String key = from.text(Setting.CACHE_TLS_KEY);
    String authority = from.text(Setting.CACHE_TLS_CA);
    if (certificate.isEmpty() && key.isEmpty() && authority.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new ConfigException(
          "TLS needs both %s and %s"
              .formatted(from.named(Setting.CACHE_TLS_CERT), from.named(Setting.CACHE_TLS_KEY)));
    }
    return Optional.of(
        new CacheConfig.Tls(
            Path.of(certificate),
            Path.of(key),
            authority.isEmpty() ? Optional.empty() : Optional.of(Path.of(authority))));
  }

  private void checkBind(HostPort address, Optional<CacheConfig.Tls> tls) {
    boolean allowed =
        readings.oneOf(Setting.SECURITY_INSECURE_BIND, Set.of("true", "false")).equals("true");
    boolean known = tls.isPresent() && tls.get().clientAuthority().isPresent();
    if (!allowed && !known && !address.isLoopback()) {
      throw new ConfigException(
          "%s is %s, which other machines can reach, and nobody needs a password; set"
                  .formatted(from.named(Setting.CACHE_LISTEN), address)
              + " TRIMARAN_CACHE_PASSWORD or --cache-password-file, listen on 127.0.0.1, or say"
              + " --insecure-bind where the network is trusted");
    }
  }
}
