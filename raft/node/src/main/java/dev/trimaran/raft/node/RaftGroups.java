package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Loops;
import dev.trimaran.base.port.World;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.node.shared.SharedNetwork;
import dev.trimaran.raft.node.shared.Subdirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several Raft groups on one node: one connection to each other node carries them all, and their
 * idle heartbeats travel together. Each group has loops of its own and, on the disk, a directory:
 * group 1 the root, as a node that runs alone has it, so that such a node can become one of several
 * groups; any other {@code group-<id>}, the id in 16 hex digits.
 *
 * <pre>{@code
 * try (var groups = RaftGroups.open(world)) {
 *   RaftNode kv = groups.start(config, machine);
 *   RaftNode events = groups.start(config.withGroup(2).withRetention(KEEP), other);
 * }
 * }</pre>
 */
public final class RaftGroups implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

  /** Whose files are in the root of the disk. */
  private static final long FIRST_GROUP = 1;

  private static final Duration HEARTBEAT = Duration.ofMillis(100);

  private final World world;
  private final SharedNetwork network;
  private final Loops.Loop loop;
  private final Map<Long, RaftNode> nodes = new TreeMap<>();

  private RaftGroups(World world, SharedNetwork network, Loops.Loop loop) {
    this.world = world;
    this.network = network;
    this.loop = loop;
  }

  /** Takes the network of {@code world}; heartbeats wait for each other up to 100 ms. */
  public static RaftGroups open(World world) {
    return open(world, HEARTBEAT);
  }

  /**
   * As the other.
   *
   * @param interval how long an idle heartbeat may wait for those of other groups; not more than a
   *     leader takes between two of them, or its followers come nearer to an election
   */
  public static RaftGroups open(World world, Duration interval) {
    Checks.argument(interval.isPositive(), "interval is positive");
    SharedNetwork network = new SharedNetwork(world.network(), interval.toNanos());
    Loops.Loop loop =
        world
            .loops()
            .start(
                "heartbeats",
                network,
                cause -> {
                  LOG.error("the network of all groups stops because of a fault", cause);
                  network.close();
                });
    network.open(loop);
    return new RaftGroups(world, network, loop);
  }

  /**
   * Starts this node's part of a group, over what its directory holds.
   *
   * @throws IOException as {@link RaftNode#start}
   */
  public RaftNode start(RaftNodeConfig config, StateMachine machine) throws IOException {
    return start(config, machine, RaftCore::new);
  }

  /** As the other, with a consensus of your own. */
  public synchronized RaftNode start(
      RaftNodeConfig config, StateMachine machine, ConsensusFactory consensus) throws IOException {
    RaftNode before = nodes.get(config.group());
    Checks.argument(before == null || before.stopped().isDone(), "a group runs once on a node");
    RaftNode node =
        new RunningNode(
            NodeRuntime.start(worldOf(config.group()), config, machine, consensus, Set.of()));
    nodes.put(config.group(), node);
    return node;
  }

  /** The running node of a group, null when it was not started here. */
  public synchronized @Nullable RaftNode node(long group) {
    return nodes.get(group);
  }

  /** Closes all nodes, each as {@link RaftNode#close} does, then the network. */
  @Override
  public synchronized void close() {
    nodes.values().forEach(RaftNode::shutdown);
    nodes.values().forEach(RaftNode::close);
    loop.stop();
    network.close();
  }

  private World worldOf(long group) {
    Disk disk =
        group == FIRST_GROUP
            ? world.disk()
            : new Subdirectory(world.disk(), "group-%016x".formatted(group));
    return new World(world.clock(), world.randomness(), disk, network.of(group), world.loops());
  }
}
