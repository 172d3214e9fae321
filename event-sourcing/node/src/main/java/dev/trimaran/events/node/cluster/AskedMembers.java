package dev.trimaran.events.node.cluster;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.RaftNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the others where they serve clients: every second, over the connections of Raft, so that no
 * node has to be told the addresses of all. Who answers is alive.
 */
public final class AskedMembers implements ClusterView, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AskedMembers.class);
  private static final byte[] WHERE = {1};
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final RaftNode raft;
  private final NodeAddress own;
  private final List<NodeId> nodes;
  private final Map<NodeId, NodeAddress> known = new ConcurrentHashMap<>();
  private final Map<NodeId, Long> heard = new ConcurrentHashMap<>();
  private final Thread asker;

  /**
   * @param own where this node serves clients
   * @param nodes all, this one included
   */
  public AskedMembers(RaftNode raft, NodeAddress own, List<NodeId> nodes) {
    this.raft = raft;
    this.own = own;
    this.nodes = List.copyOf(nodes);
    raft.onAsk((_, _) -> CompletableFuture.completedFuture(own.encode()));
    this.asker = Thread.ofVirtual().name("event store members").start(this::run);
  }

  private void run() {
    try {
      while (!raft.stopped().isDone()) {
        nodes.stream().filter(node -> !node.equals(raft.view().self())).forEach(this::ask);
        TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(NodeId node) {
    raft.ask(node, WHERE, PERIOD)
        .whenComplete((answer, failure) -> {
          // Who does not answer is not alive: that is all there is to know.
          if (failure == null) {
            heard(node, answer);
          }
        });
  }

  private void heard(NodeId node, byte[] answer) {
    try {
      known.put(node, NodeAddress.decode(answer));
      heard.put(node, System.nanoTime());
    } catch (DecodeException e) {
      LOG.warn("{} told an address that is none: {}", node, e.getMessage());
    }
  }

  @Override
  public List<Member> members() {
    View view = raft.view();
    List<Member> members = new ArrayList<>(nodes.size());
    for (NodeId node : nodes) {
      boolean self = node.equals(view.self());
      NodeAddress address = self ? own : known.getOrDefault(node, new NodeAddress("", 0));
      members.add(new Member(node, address.host(), address.port(), role(view, node, self)));
    }
    return members;
  }

  private ClusterView.Role role(View view, NodeId node, boolean self) {
    if (node.equals(view.leader())) {
      return ClusterView.Role.LEADER;
    }
    Long last = heard.get(node);
    boolean alive = self || last != null && System.nanoTime() - last < 3 * PERIOD.toNanos();
    return alive ? ClusterView.Role.FOLLOWER : ClusterView.Role.UNKNOWN;
  }

  @Override
  public boolean leads() {
    return raft.view().self().equals(raft.view().leader());
  }

  @Override
  public void close() {
    asker.interrupt();
  }
}
