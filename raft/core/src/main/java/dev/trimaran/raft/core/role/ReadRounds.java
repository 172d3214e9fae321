package dev.trimaran.raft.core.role;

import dev.trimaran.base.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads of a leader. One round of heartbeats at a time confirms leadership for every read that came
 * before it; what arrives during a round waits for the next.
 */
public final class ReadRounds {

  /**
   * A read.
   *
   * @param origin the node that asks
   * @param id the read's id when {@code origin} is this node, else the context of its batch
   */
  public record Read(NodeId origin, long id) {}

  private final Set<NodeId> echoes = new HashSet<>();
  private List<Read> inRound = List.of();
  private List<Read> waiting = new ArrayList<>();
  private long context;
  private long index;

  public void add(Read read) {
    waiting.add(read);
  }

  public boolean canStart() {
    return inRound.isEmpty() && !waiting.isEmpty();
  }

  /** Starts a round for all that wait; they will be answered with {@code readIndex}. */
  public void start(long readIndex) {
    inRound = waiting;
    waiting = new ArrayList<>();
    echoes.clear();
    context++;
    index = readIndex;
  }

  /** Number of the latest round. */
  public long context() {
    return context;
  }

  public long index() {
    return index;
  }

  /** Notes an echo; returns whether it belongs to a round under way. */
  public boolean echo(NodeId from, long echoed) {
    return !inRound.isEmpty() && echoed == context && echoes.add(from);
  }

  public boolean hasEchoed(NodeId node) {
    return echoes.contains(node);
  }

  /** Takes the reads of the round under way. */
  public List<Read> takeRound() {
    List<Read> taken = inRound;
    inRound = List.of();
    return taken;
  }

  /** Takes every read. */
  public List<Read> takeAll() {
    var all = new ArrayList<>(takeRound());
    all.addAll(waiting);
    waiting.clear();
    return all;
  }
}
