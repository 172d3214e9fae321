package dev.trimaran.server;

import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.node.CacheServer;
import dev.trimaran.server.node.EventServer;
import dev.trimaran.server.node.ServerNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a server process: start, serve, stop on a signal or a fault. */
final class Life {

  private static final Logger LOG = LoggerFactory.getLogger("trimaran");

  /** After this a graceful stop is given up. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private Life() {}

  /**
   * Starts a server and returns; the process lives on its threads.
   *
   * @return false when it could not be started
   */
  static boolean lead(
      ServerConfig config, Dialect dialect, List<String> warnings, PrintStream out) {
    warnings.forEach(LOG::warn);
    String name = config.member().name();
    Running node;
    try {
      node = Running.start(config);
    } catch (IOException | RuntimeException e) {
      LOG.error("{} cannot start: {}", name, reason(config, e));
      LOG.debug("the cause", e);
      return false;
    }
    AtomicBoolean stopping = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(node, name, stopping), "trimaran-stop"));
    var unusedStopped =
        node.anyStopped()
            .whenComplete((_, failure) -> {
              if (failure == null) {
                // A client has asked for the end: the other roles end with it.
                Thread.ofPlatform().start(() -> System.exit(0));
              } else if (stopping.compareAndSet(false, true)) {
                LOG.error(
                    "{} has stopped by a fault and ends this process: {}",
                    name,
                    failure.toString());
                Thread.ofPlatform().start(() -> Runtime.getRuntime().halt(1));
              }
            });
    var unusedPublished = node.ready().thenRun(() -> announce(config, node, dialect, out));
    return true;
  }

  /** The file system says little more than a path. */
  private static String reason(ServerConfig config, Exception e) {
    return e instanceof FileSystemException
        ? "the data directory %s cannot be used (%s); choose another by --data-dir"
            .formatted(config.member().dataDir(), e)
        : String.valueOf(e.getMessage());
  }

  /** Says what those wait for who started this process. */
  private static void announce(
      ServerConfig config, Running node, Dialect dialect, PrintStream out) {
    String name = config.member().name();
    CacheServer cache = node.cache();
    if (cache != null) {
      out.printf("ready: %s serves Redis clients on %s%n", name, addresses(cache));
    }
    EventServer events = node.events();
    if (events != null) {
      out.printf("ready: %s serves the event store on %s%n", name, events.address());
    }
    ServerNode store = node.store();
    if (store != null) {
      announce(config, store, dialect, out);
    }
    out.flush();
  }

  private static List<String> addresses(CacheServer cache) {
    return cache.addresses().stream()
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .toList();
  }

  private static void announce(
      ServerConfig config, ServerNode node, Dialect dialect, PrintStream out) {
    String name = config.member().name();
    LOG.info(
        "published {Name:{} ClientURLs:{}} to cluster {}",
        name,
        config.client().advertisedUrls(),
        node.clusterId());
    LOG.info("enabled capabilities for version 3.4");
    LOG.info("ready to serve client requests");
    config
        .client()
        .listen()
        .forEach(address -> {
          if (dialect == Dialect.ETCD) {
            LOG.warn(
                "serving insecure client requests on {}, this is strongly discouraged!", address);
          }
        });
    out.printf(
        "ready: %s (member %s of cluster %s) serves clients on %s, peers on %s%n",
        name,
        node.memberId(),
        node.clusterId(),
        config.client().listen(),
        config.member().peerListen());
  }

  private static void stop(Running node, String name, AtomicBoolean stopping) {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    LOG.info("{} stops: no longer ready, hands leadership over, ends its calls", name);
    Thread closing = Thread.ofPlatform().daemon().name("trimaran-close").start(node::close);
    try {
      node.allStopped().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      closing.join(STOP_LIMIT);
      LOG.info("{} has stopped", name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.error("{} did not stop in {}; it ends as if killed", name, STOP_LIMIT);
    } catch (ExecutionException e) {
      LOG.error("{} stopped by a fault: {}", name, String.valueOf(e.getCause()));
    }
  }
}
