package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.simulation.LinkSettings;
import dev.trimaran.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Breaks things at random, and mends each a while later. */
public final class Nemesis {

  private final Cluster cluster;
  private final Simulation simulation;
  private final Randomness random;
  private final List<Fault> faults;
  private boolean running = true;

  public Nemesis(Cluster cluster) {
    this.cluster = cluster;
    this.simulation = cluster.simulation();
    this.random = simulation.randomness();
    this.faults = cluster.options().faults().stream().sorted().toList();
  }

  public void start() {
    if (!faults.isEmpty()) {
      simulation.at(drawn(cluster.options().meanGap().multipliedBy(2)), this::act);
    }
  }

  /** No new faults; those that last, last. */
  public void stop() {
    running = false;
  }

  private void act() {
    if (running) {
      inflict(faults.get(random.nextInt(faults.size())));
      simulation.at(drawn(cluster.options().meanGap().multipliedBy(2)), this::act);
    }
  }

  private void inflict(Fault fault) {
    Member any = any();
    switch (fault) {
      case CUT -> cut();
      case CUT_ONE_WAY -> cutOneWay(any);
      case ISOLATE -> isolate(any);
      case ISOLATE_LEADER -> isolate(cluster.leader().orElse(any));
      case PAUSE -> pause(any);
      case PAUSE_LEADER -> pause(cluster.leader().orElse(any));
      case KILL -> kill(any);
      case KILL_LEADER -> kill(cluster.leader().orElse(any));
      case POWER_LOSS -> powerLoss();
      case CLOCK_DRIFT -> drift(any);
      case CLOCK_JUMP -> {
        saw(Sighting.CLOCK_CHANGED);
        simulation.clockJump(any.id(), Duration.ofMillis(random.nextInt(200_000) - 100_000));
      }
      case SLOW_DISK -> slowDisk(any);
      case SYNC_FAILURE -> failSyncs(any);
      case DISK_FULL -> fillDisk(any);
      case TRANSFER -> transfer(any);
      case BAD_LINKS -> worsenLinks();
    }
  }

  private void cut() {
    List<Member> shuffled = new ArrayList<>(cluster.members());
    for (int i = shuffled.size() - 1; i > 0; i--) {
      shuffled.set(i, shuffled.set(random.nextInt(i + 1), shuffled.get(i)));
    }
    int size = 1 + random.nextInt(shuffled.size() - 1);
    saw(Sighting.CUT);
    for (Member one : shuffled.subList(0, size)) {
      for (Member other : shuffled.subList(size, shuffled.size())) {
        simulation.network().cut(one.id(), other.id());
      }
    }
    later(simulation.network()::heal);
  }

  private void cutOneWay(Member from) {
    saw(Sighting.CUT_ONE_WAY);
    boolean all = random.nextInt(2) == 0;
    boolean outwards = random.nextInt(2) == 0;
    Member single = any();
    for (Member other : cluster.members()) {
      if (other != from && (all || other == single)) {
        simulation
            .network()
            .cutOneWay(outwards ? from.id() : other.id(), outwards ? other.id() : from.id());
      }
    }
    later(simulation.network()::heal);
  }

  private void isolate(Member member) {
    saw(Sighting.ISOLATED);
    simulation.network().isolate(member.id());
    later(simulation.network()::heal);
  }

  private void pause(Member member) {
    if (simulation.running(member.id())) {
      saw(Sighting.PAUSED);
      simulation.pause(member.id());
      later(() -> {
        if (simulation.running(member.id())) {
          simulation.resume(member.id());
        }
      });
    }
  }

  private void kill(Member member) {
    if (member.up()) {
      saw(Sighting.KILLED);
      member.crashFor(drawn(Duration.ofSeconds(2)));
    }
  }

  private void powerLoss() {
    saw(Sighting.POWER_LOST);
    boolean all = random.nextInt(2) == 0;
    int left = cluster.members().size() / 2 + 1;
    for (Member member : cluster.members()) {
      if (member.up() && (all || left-- > 0)) {
        member.crashFor(drawn(Duration.ofSeconds(1)));
      }
    }
  }

  private void drift(Member member) {
    saw(Sighting.CLOCK_CHANGED);
    simulation.clockRate(member.id(), 0.6 + random.nextDouble());
    later(() -> simulation.clockRate(member.id(), 1));
  }

  private void slowDisk(Member member) {
    saw(Sighting.DISK_SLOWED);
    simulation.disk(member.id()).settings(cluster.options().disk().slower(50));
    later(() -> mendDisk(member));
  }

  private void failSyncs(Member member) {
    saw(Sighting.SYNC_FAILED);
    simulation
        .disk(member.id())
        .settings(cluster.options().disk().withFailures(0, 0.2 + random.nextDouble() * 0.8));
    later(() -> mendDisk(member));
  }

  private void fillDisk(Member member) {
    saw(Sighting.DISK_FILLED);
    var disk = simulation.disk(member.id());
    long used = disk.paths().stream().mapToLong(disk::size).sum();
    disk.settings(cluster.options().disk().withCapacity(used + random.nextInt(2000)));
    later(() -> mendDisk(member));
  }

  private void mendDisk(Member member) {
    simulation.disk(member.id()).settings(cluster.options().disk());
  }

  private void transfer(Member target) {
    cluster
        .leader()
        .ifPresent(leader -> {
          leader.node().transferLeadership(target.id());
        });
  }

  private void worsenLinks() {
    saw(Sighting.LINKS_WORSENED);
    LinkSettings bad =
        new LinkSettings(
            100_000,
            1_000_000 + random.nextInt(200_000_000),
            random.nextDouble() * 0.3,
            random.nextDouble() * 0.3,
            random.nextDouble());
    simulation.network().settings(bad);
    later(() -> simulation.network().settings(cluster.options().link()));
  }

  private void later(Runnable mend) {
    simulation.at(
        drawn(Duration.ofSeconds(3)),
        () -> {
          if (running) {
            mend.run();
          }
        });
  }

  private Member any() {
    return cluster.members().get(random.nextInt(cluster.members().size()));
  }

  private Duration drawn(Duration most) {
    return Duration.ofNanos((long) (random.nextDouble() * most.toNanos()));
  }

  private void saw(Sighting sighting) {
    cluster.sightings().saw(sighting);
  }
}
