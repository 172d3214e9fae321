package dev.trimaran.events.node;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.World;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.state.EventState;
import dev.trimaran.events.node.machine.EventMachine;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.model.Heads;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.read.LogEventReader;
import dev.trimaran.events.node.storage.EventIndex;
import dev.trimaran.events.node.write.LogWriter;
import dev.trimaran.raft.node.RaftGroups;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.shared.Subdirectory;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The event store of one node: a Raft group whose log is kept for ever, and the index of this
 * node's copy of it, in the directory {@code events}.
 *
 * <pre>
 *   writer -> Raft -> log -> machine -> index
 *                      |                  |
 *                      +----- reader -----+
 * </pre>
 */
public final class EventNode implements AutoCloseable {

  private static final String DIRECTORY = "events";

  private final RaftNode raft;
  private final EventMachine machine;
  private final EventIndex index;
  private final EventWriter writer;
  private final LogEventReader reader;

  private EventNode(
      RaftNode raft, EventMachine machine, EventIndex index, EventWriter writer, Clock clock) {
    this.raft = raft;
    this.machine = machine;
    this.index = index;
    this.writer = writer;
    this.reader = new LogEventReader(index, machine, raft.log(), clock::currentTimeMillis);
  }

  /**
   * Starts over what the disk holds.
   *
   * @throws IOException as {@link RaftNode#start}
   */
  public static EventNode start(RaftGroups groups, World world, EventNodeConfig config)
      throws IOException {
    return start(groups, world, config, Set.of());
  }

  /** As the other, with known bugs. */
  static EventNode start(
      RaftGroups groups, World world, EventNodeConfig config, Set<PlantedBug> bugs)
      throws IOException {
    World apart =
        new World(
            world.clock(),
            world.randomness(),
            new Subdirectory(world.disk(), DIRECTORY),
            world.network(),
            world.loops());
    CompletableFuture<IOException> broken = new CompletableFuture<>();
    EventIndex index = new EventIndex(apart, config.index(), broken::complete);
    EventMachine machine =
        new EventMachine(
            () -> new EventState(config.hash(), config.limits().deduplicationEvents(), bugs),
            index);
    RaftNode raft;
    try {
      raft = groups.start(config.raft(), machine);
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
    raft.stopped()
        .whenComplete((_, _) -> {
          machine.stopped();
          index.close();
        });
    // A file that could not be forced is never tried again: the node stops.
    broken.thenAccept(_ -> raft.shutdown());
    return new EventNode(raft, machine, index, new LogWriter(raft, config.limits()), world.clock());
  }

  /** Writes, for any thread. */
  public EventWriter writer() {
    return writer;
  }

  /** Reads, for any thread; blocks. */
  public EventReader reader() {
    return reader;
  }

  /** Reads the system's streams of links, for any thread; blocks. */
  public LinkReader links() {
    return reader;
  }

  /** What the streams are, for any thread. */
  public Heads heads() {
    return machine;
  }

  /** The index, for any thread. */
  public EventIndex index() {
    return index;
  }

  /** The Raft group. */
  public RaftNode raft() {
    return raft;
  }

  /** Stops gracefully; who waits or reads fails. Not to be called on the node's own threads. */
  @Override
  public void close() {
    raft.close();
    index.close();
  }
}
