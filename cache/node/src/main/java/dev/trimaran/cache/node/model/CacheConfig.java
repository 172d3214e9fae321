package dev.trimaran.cache.node.model;

import dev.trimaran.base.Checks;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a cache node.
 *
 * @param listeners where clients connect to; none for a cache that only its own process uses
 * @param memory what it may hold
 * @param durability what of it survives
 * @param password that clients must give, if any ({@code requirepass})
 * @param keyspaceEvents the classes of events that are published ({@code notify-keyspace-events})
 * @param debugCommand who may use {@code DEBUG}: {@code no}, {@code local} or {@code yes}
 */
public record CacheConfig(
    Listeners listeners,
    Memory memory,
    Durability durability,
    Optional<String> password,
    String keyspaceEvents,
    String debugCommand) {

  public CacheConfig {
    Checks.argument(
        Set.of("no", "local", "yes").contains(debugCommand),
        "DEBUG is for no, local or yes, not " + debugCommand);
  }

  /** Without {@code DEBUG}. */
  public CacheConfig(
      Listeners listeners,
      Memory memory,
      Durability durability,
      Optional<String> password,
      String keyspaceEvents) {
    this(listeners, memory, durability, password, keyspaceEvents, "no");
  }

  /**
   * @param addresses several may be; a port 0 takes a free one
   * @param transport {@code auto}, {@code epoll}, {@code io_uring} or {@code nio}
   * @param tls with which all of them speak TLS
   * @param maxClients connections at once
   * @param idleSeconds after which a silent client is disconnected, 0 for never
   */
  public record Listeners(
      List<InetSocketAddress> addresses,
      String transport,
      Optional<Tls> tls,
      int maxClients,
      int idleSeconds) {

    public Listeners {
      addresses = List.copyOf(addresses);
      Checks.argument(maxClients > 0, "at least one client may connect");
      Checks.argument(idleSeconds >= 0, "a time to be idle is not negative");
    }
  }

  /**
   * Files in PEM.
   *
   * @param certificate and those that vouch for it
   * @param key its private key
   * @param clientAuthority where given, clients must show a certificate that it has signed
   */
  public record Tls(Path certificate, Path key, Optional<Path> clientAuthority) {}

  /**
   * @param maxBytes 0 for no limit ({@code maxmemory})
   * @param policy {@code maxmemory-policy}, in Redis's words
   * @param databases how many ({@code databases})
   */
  public record Memory(long maxBytes, String policy, int databases) {

    public Memory {
      Checks.argument(maxBytes >= 0, "a limit is not negative");
      Checks.argument(databases > 0, "there is a database");
    }
  }

  /**
   * @param appendOnly whether changes are logged ({@code appendonly})
   * @param sync when the log is forced to disk ({@code appendfsync})
   * @param savePoints when snapshots are taken by themselves ({@code save})
   */
  public record Durability(boolean appendOnly, SyncPolicy sync, List<SavePoint> savePoints) {

    /** Nothing survives. */
    public static final Durability NONE = new Durability(false, SyncPolicy.EVERYSEC, List.of());

    public Durability {
      savePoints = List.copyOf(savePoints);
    }
  }
}
