package dev.trimaran.chaos.process.scenario;

import dev.trimaran.chaos.process.cluster.ClusterUnderTest;
import dev.trimaran.chaos.process.cluster.NoService;
import dev.trimaran.chaos.process.cluster.ServerProcess;
import dev.trimaran.chaos.process.workload.Load;
import dev.trimaran.chaos.process.workload.OutageMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Hits servers, and waits until service and server are back. */
final class Striker {

  /** Longer without service is a failure of its own. */
  static final Duration SERVICE_LIMIT = Duration.ofSeconds(30);

  private static final int STORM_GAP_MILLIS = 1_500;
  private static final int STORM_DEATH_MILLIS = 300;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration ASKED_BEFORE_RETURN = Duration.ofSeconds(1);

  private final ClusterUnderTest cluster;
  private final Load load;
  private final OutageMeter meter;
  private final Duration down;
  private final SplittableRandom random;
  private int hits;

  /**
   * @param plan gives the time down and the seed
   */
  Striker(ClusterUnderTest cluster, Load load, OutageMeter meter, RunPlan plan) {
    this.cluster = cluster;
    this.load = load;
    this.meter = meter;
    this.down = plan.down();
    this.random = new SplittableRandom(plan.seed());
  }

  /** How many times servers were hit, the death of all not counted. */
  int hits() {
    return hits;
  }

  void strike(Scenario scenario) throws InterruptedException {
    requireAllAlive();
    switch (scenario) {
      case KILL_LEADER -> killOne(cluster.awaitLeader(SERVICE_LIMIT));
      case KILL_RANDOM -> killOne(pick(cluster.servers()));
      case KILL_STORM -> storm();
      case PAUSE_LEADER -> pauseOne(cluster.awaitLeader(SERVICE_LIMIT));
    }
  }

  private ServerProcess pick(List<ServerProcess> servers) {
    return servers.get(random.nextInt(servers.size()));
  }

  private void killOne(ServerProcess victim) throws InterruptedException {
    hits++;
    kill(List.of(victim));
    if (cluster.servers().size() > 2) {
      requireService();
    }
    Thread.sleep(down);
    victim.start();
    cluster.awaitAnswer(victim, SERVICE_LIMIT);
    requireService();
  }

  private void storm() throws InterruptedException {
    int nodes = cluster.servers().size();
    int kills = nodes + random.nextInt(nodes + 1);
    for (int i = 0; i < kills; i++) {
      ServerProcess victim = pick(cluster.servers());
      if (victim.isAlive()) {
        hits++;
        kill(List.of(victim));
      }
      Thread.sleep(random.nextInt(STORM_DEATH_MILLIS));
      if (random.nextBoolean()) {
        victim.start();
      }
      Thread.sleep(random.nextInt(STORM_GAP_MILLIS));
    }
    for (ServerProcess server : cluster.servers()) {
      if (!server.isAlive()) {
        server.start();
      }
    }
    cluster.awaitAll(SERVICE_LIMIT);
    requireService();
  }

  private void pauseOne(ServerProcess victim) throws InterruptedException {
    hits++;
    long signalled = System.nanoTime();
    victim.pause();
    meter.hit(signalled, System.nanoTime());
    Thread.sleep(PAUSE.minus(ASKED_BEFORE_RETURN));
    String endpoint = victim.member().endpoint();
    CompletableFuture<Void> waiting = load.readAll(endpoint);
    Thread.sleep(ASKED_BEFORE_RETURN);
    victim.resume();
    CompletableFuture<Void> onReturn = load.readAll(endpoint);
    CompletableFuture.allOf(waiting, onReturn).join();
    requireService();
  }

  /** Kills all at once and starts all again. */
  void killAll(boolean wipe) throws InterruptedException, IOException {
    requireAllAlive();
    kill(cluster.servers());
    for (ServerProcess server : cluster.servers()) {
      if (wipe) {
        cluster.wipe(server);
      }
      server.start();
    }
    requireService();
    cluster.awaitAll(SERVICE_LIMIT);
  }

  private void kill(List<ServerProcess> victims) {
    long signalled = System.nanoTime();
    victims.forEach(ServerProcess::signalKill);
    victims.forEach(ServerProcess::awaitDeath);
    meter.hit(signalled, System.nanoTime());
  }

  private void requireService() throws InterruptedException {
    if (!meter.awaitService(SERVICE_LIMIT)) {
      throw new NoService(
          "no write was acknowledged for " + SERVICE_LIMIT.toSeconds() + " s after a hit");
    }
  }

  private void requireAllAlive() {
    for (ServerProcess server : cluster.servers()) {
      if (!server.isAlive()) {
        throw new NoService(server.member().name() + " died by itself:\n" + cluster.tail(server));
      }
    }
  }
}
