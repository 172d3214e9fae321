package dev.trimaran.raft.kv.api;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.kv.machine.KvMachine;
import dev.trimaran.raft.kv.watch.WatchHub;
import dev.trimaran.raft.node.RaftNode;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The etcd v3 API over one node: its services, and the clock that leases and notices run by. */
public final class KvApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KvApi.class);
  private static final long TICK_MS = 200;

  private final List<ServerServiceDefinition> definitions;
  private final Membership membership;
  private final WatchService watches;
  private final WatchHub hub;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("kv-clock").daemon().factory());

  /** Makes the services and starts the clock. */
  public KvApi(
      RaftNode node, KvMachine machine, Clock clock, Randomness randomness, KvApiConfig config) {
    ApiLimits limits = config.limits();
    Headers headers = new Headers(config.clusterId(), config.self(), node);
    Services services =
        new Services(node, machine.reader(), headers, new Proposals(node, limits), limits);
    membership = new Membership(config.members(), machine.reader());
    hub = machine.watches();
    CatchUp catchUp = new CatchUp(hub);
    hub.onCatchUpWanted(catchUp::wake);
    LeaderWatch leader = new LeaderWatch(node, limits, clock.nanoTime());
    Leases leases = new Leases(services, clock);
    machine.leases().listen(leases);
    node.onRoleChange(leases::roleChanged);
    node.onAsk(leases::answer);
    watches = new WatchService(services, hub, leader);
    LeaderGuard guard = new LeaderGuard(leader);
    List<ServerServiceDefinition> served =
        List.of(
            ServerInterceptors.intercept(new KvService(services), guard),
            ServerInterceptors.intercept(watches, guard),
            ServerInterceptors.intercept(
                new LeaseService(services, leases, leader, randomness), guard),
            ServerInterceptors.intercept(new ClusterService(services, membership), guard),
            ServerInterceptors.intercept(
                new MaintenanceService(services, config.version()), guard));
    definitions = Stream.concat(served.stream(), NotServed.services().stream()).toList();
    every(TICK_MS, leases::tick);
    every(TICK_MS, watches::tick);
    every(TICK_MS, () -> leader.tick(clock.nanoTime()));
    long progress = limits.progressInterval().toMillis();
    every(progress + randomness.nextInt((int) (progress / 10) + 1), watches::notifyProgress);
  }

  private void every(long ms, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.error("periodic work of the API failed; it is tried again", e);
          }
        };
    var unused = timer.scheduleWithFixedDelay(guarded, ms, ms, TimeUnit.MILLISECONDS);
  }

  /** What a gRPC server is to serve. */
  public List<ServerServiceDefinition> services() {
    return definitions;
  }

  /** The members, and what they published. */
  public Membership membership() {
    return membership;
  }

  /** Open watch streams. */
  public int watchStreams() {
    return watches.streams();
  }

  /** Watches, and those of them that lag. */
  public int[] watchCounts() {
    return hub.counts();
  }

  /** Stops the clock; calls in flight end with their server. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
