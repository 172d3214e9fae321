package dev.trimaran.raft.core.scenario;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.cluster.Observer;
import dev.trimaran.raft.core.cluster.TestCluster;
import dev.trimaran.raft.core.cluster.TestNetwork.Packet;
import dev.trimaran.raft.core.cluster.TestNode;
import dev.trimaran.raft.core.membership.ConfigurationCodec;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.model.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays one scenario. Commands, one a line; nodes are 1, 2, ...:
 *
 * <pre>
 * nodes N [chunk=BYTES]       a new cluster
 * log N TERM ...              node N starts with a durable log of these terms
 * tick N COUNT                time passes on N
 * campaign N                  time passes on N until it stands, others let it
 * propose N TEXT              a client of N proposes
 * read N ID                   a client of N reads
 * transfer N TARGET           the operator of N hands over
 * unreachable N PEER          the transport of N lost PEER
 * persist N                   the oldest write of N is durable
 * apply N                     the machine of N applies what it was given
 * snapshot N RETAIN           N takes a snapshot
 * deliver [A] [B]             packets (from A to B) arrive, oldest first
 * duplicate A B               the oldest packet from A to B arrives and stays on its way
 * hold A B, release           packets from A to B are put aside, and put back
 * drop A B                    packets from A to B are lost
 * send A B MESSAGE ...        a forged packet; see {@link Forgery}
 * crash N                     N loses what is not durable and starts again
 * settle                      all packets, writes and applications, until nothing is left
 * show N                      the visible state
 * </pre>
 */
final class Story implements Observer {

  private final StringBuilder trace = new StringBuilder();
  private final List<Packet> held = new ArrayList<>();
  private final Set<PlantedBug> bugs;
  private TestCluster cluster;
  private long nextId = 1;
  private boolean quiet;

  Story(Set<PlantedBug> bugs) {
    this.bugs = bugs;
    cluster = new TestCluster(3, settings(64), 1, this);
  }

  private Settings settings(int chunk) {
    return new Settings(new RaftLimits(10, 2, 1000, 100, 8, 10_000, 1000, chunk), bugs);
  }

  /** Plays one command and returns what happened. */
  String play(String command) {
    trace.setLength(0);
    String[] words = command.split(" +");
    try {
      play(words);
    } catch (RuntimeException e) {
      trace.append("! ").append(e.getMessage()).append('\n');
    }
    return trace.isEmpty() ? "ok\n" : trace.toString();
  }

  private void play(String[] words) {
    switch (words[0]) {
      case "nodes" -> {
        int chunk = words.length > 2 ? Integer.parseInt(words[2].substring(6)) : 64;
        cluster = new TestCluster(Integer.parseInt(words[1]), settings(chunk), 1, this);
      }
      case "log" -> startWithLog(node(words, 1), Arrays.copyOfRange(words, 2, words.length));
      case "tick" -> times(number(words, 2), () -> node(words, 1).step(new Input.Tick()));
      case "campaign" -> campaign(node(words, 1));
      case "propose" -> propose(node(words, 1), words[2]);
      case "read" -> node(words, 1).step(new Input.ReadRequested(number(words, 2)));
      case "transfer" -> {
        var target = new NodeId(number(words, 2));
        node(words, 1).step(new Input.TransferRequested(nextId++, target));
      }
      case "unreachable" ->
          node(words, 1).step(new Input.Unreachable(new NodeId(number(words, 2))));
      case "persist" -> node(words, 1).persist();
      case "apply" -> node(words, 1).apply();
      case "snapshot" -> node(words, 1).snapshot(number(words, 2));
      case "deliver" -> matching(words).forEach(this::deliver);
      case "duplicate" -> cluster.deliver(matching(words).getFirst());
      case "hold" -> take(words, held);
      case "release" -> {
        cluster.network().packets().addAll(held);
        held.clear();
      }
      case "drop" -> take(words, new ArrayList<>());
      case "send" -> send(words);
      case "crash" -> node(words, 1).restart();
      case "settle" -> cluster.settle();
      case "show" -> trace.append(Words.of(node(words, 1).view())).append('\n');
      default -> throw new IllegalArgumentException("no such command: " + words[0]);
    }
  }

  private TestNode node(String[] words, int position) {
    return cluster.node(number(words, position));
  }

  private static long number(String[] words, int position) {
    return Long.parseLong(words[position]);
  }

  private static void times(long count, Runnable action) {
    for (long i = 0; i < count; i++) {
      action.run();
    }
  }

  private void startWithLog(TestNode node, String[] terms) {
    var entries = new ArrayList<Entry>();
    long highest = 0;
    for (String term : terms) {
      highest = Long.parseLong(term);
      byte[] data = ("e" + term).getBytes(StandardCharsets.UTF_8);
      entries.add(new Entry(entries.size() + 1, highest, EntryKind.COMMAND, data));
    }
    node.disk().write(new Effect.Persist(0, new HardState(highest, null), entries));
    node.restart();
  }

  /** Ticks until the node asks for votes; others have not heard a leader for as long. */
  private void campaign(TestNode node) {
    quiet = true;
    for (TestNode other : cluster.nodes()) {
      if (other != node && other.view().role() == Role.FOLLOWER) {
        times(9, () -> other.step(new Input.Tick()));
      }
    }
    long term = node.view().term();
    while (node.view().role() == Role.FOLLOWER) {
      node.step(new Input.Tick());
    }
    quiet = false;
    trace.append(node.id()).append(": ").append(node.view().role());
    trace.append(" term=").append(Math.max(term, node.view().term())).append('\n');
  }

  private void propose(TestNode node, String text) {
    var proposal = new Proposal(nextId++, text.getBytes(StandardCharsets.UTF_8));
    node.step(new Input.Proposed(List.of(proposal)));
  }

  private List<Packet> matching(String[] words) {
    return cluster.network().packets().stream()
        .filter(packet -> words.length < 2 || packet.from().value() == number(words, 1))
        .filter(packet -> words.length < 3 || packet.to().value() == number(words, 2))
        .toList();
  }

  private void deliver(Packet packet) {
    cluster.network().packets().remove(packet);
    cluster.deliver(packet);
  }

  private void take(String[] words, List<Packet> into) {
    List<Packet> taken = matching(words);
    cluster.network().packets().removeAll(taken);
    into.addAll(taken);
    trace.append(taken.size()).append(" packets\n");
  }

  private void send(String[] words) {
    Message message = Forgery.message(Arrays.copyOfRange(words, 3, words.length));
    cluster.deliver(new Packet(new NodeId(number(words, 1)), node(words, 2).id(), message));
  }

  @Override
  public void stepped(TestNode node, View before, Input input, List<Effect> effects) {
    if (quiet) {
      return;
    }
    if (input instanceof Input.Received received) {
      String message = Words.of(received.message());
      trace.append(received.from()).append(" -> ").append(node.id()).append(": ");
      trace.append(message).append('\n');
    }
    for (Effect effect : effects) {
      trace.append("  ").append(node.id()).append(": ").append(Words.of(effect)).append('\n');
    }
  }

  @Override
  public void restarted(TestNode node) {
    trace.append("  ").append(node.id()).append(": starts ").append(Words.of(node.view()));
    trace.append('\n');
  }

  static Configuration voters(String list) {
    var voters = new TreeSet<NodeId>();
    for (String id : list.split(",")) {
      voters.add(new NodeId(Long.parseLong(id)));
    }
    return Configuration.of(voters);
  }

  static Entry entry(String text) {
    String[] parts = text.split("[@=]");
    long index = Long.parseLong(parts[0]);
    long term = Long.parseLong(parts[1]);
    if (parts[2].startsWith("voters:")) {
      byte[] data = ConfigurationCodec.encode(voters(parts[2].substring(7)));
      return new Entry(index, term, EntryKind.CONFIGURATION, data);
    }
    return new Entry(index, term, EntryKind.COMMAND, parts[2].getBytes(StandardCharsets.UTF_8));
  }

  static SnapshotMeta meta(String index, String term, String voters) {
    return new SnapshotMeta(Long.parseLong(index), Long.parseLong(term), voters(voters));
  }
}
