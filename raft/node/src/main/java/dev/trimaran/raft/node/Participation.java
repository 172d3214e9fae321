package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.member.MemberFile;
import dev.trimaran.raft.node.member.MemberRecord;
import dev.trimaran.raft.node.member.Standing;
import dev.trimaran.raft.node.model.LostDirectoryException;
import dev.trimaran.raft.node.wire.Frame;
import dev.trimaran.raft.node.wire.FrameCodec;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node may take part, and which directories its peers are known by. Lives on the
 * driver's loop; every frame of a peer passes here first.
 *
 * <p>A frame of a directory that is not recorded yet is dropped until the record is durable; one of
 * another directory than the recorded is dropped for good. So what a peer promised is remembered
 * together with the directory that keeps the promise.
 *
 * <p>A node with a new directory greets all voters and is silent until either a majority of the
 * <em>other</em> voters has recorded its directory (any two such majorities meet, so a voter that
 * took part before is known to one of them, which refuses), or, when nobody has refused for an
 * election timeout, a majority of all voters, itself included, is seen to be new: then the group
 * itself is, since more lost directories at once than a minority are beyond what Raft promises. The
 * second rule lets a group begin without all its nodes. It can be deceived in one way: by a voter
 * that has reached nobody since the birth of the group, a second that lost its directory, and a cut
 * between these two and all others.
 *
 * <p>A node that rejoins is fed, and has no say: it hears only a leader that has heard of the loss
 * and named a barrier, until it holds the barrier and hears in the same term that it is committed.
 * See {@link dev.trimaran.raft.core.replication.Rejoin} for why that is safe.
 */
final class Participation {

  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);

  /** Ticks between greetings. */
  private static final int GREETING_TICKS = 5;

  /** What the leader that feeds this node has said. */
  private record Registered(NodeId leader, long term, long barrier) {}

  /** Where its words go. */
  record Hooks(Network network, FrameCodec codec, Consumer<IOException> stop) {}

  private final NodeId self;
  private final Set<NodeId> others;
  private final int patience;
  private final MemberFile file;
  private final Hooks hooks;
  private final Map<NodeId, Long> durable;
  private final Set<NodeId> vouching = new HashSet<>();
  private final Set<NodeId> newborns = new HashSet<>();
  private final boolean bornInThisLife;
  private MemberRecord content;
  private Standing standing;
  private boolean promoting;
  private @Nullable Registered registered;
  private int ticks;

  Participation(RaftNodeConfig config, MemberRecord found, MemberFile file, Hooks hooks) {
    this.self = config.self();
    this.others = new TreeSet<>(config.voters());
    others.remove(self);
    this.patience = config.raft().electionTicks();
    this.file = file;
    this.hooks = hooks;
    this.content = found;
    this.standing = found.standing();
    this.durable = new HashMap<>(found.known());
    this.bornInThisLife = standing == Standing.NEWBORN;
  }

  /** What is stored, or what a node without a record begins with. */
  static MemberRecord begin(
      @Nullable MemberRecord found, RaftNodeConfig config, boolean empty, long drawn) {
    boolean votes = config.voters().contains(config.self()) && config.voters().size() > 1;
    Checks.argument(
        !config.rejoin() || votes, "only one of several voters can rejoin: there is no one to ask");
    if (found != null) {
      boolean lost = found.standing() == Standing.NEWBORN && config.rejoin();
      return lost ? found.with(Standing.REJOINING) : found;
    }
    Standing first = config.rejoin() ? Standing.REJOINING : Standing.NEWBORN;
    // A directory that is older than its record, or of a node that does not vote, is what it was.
    return new MemberRecord(drawn | 1, empty && votes ? first : Standing.MEMBER, Map.of());
  }

  /** Makes the standing durable, then greets; called once. */
  void start() {
    file.save(content, this::greet);
  }

  /** Whether the protocol's time passes here: else this node neither stands nor asks. */
  boolean takesPart() {
    return standing == Standing.MEMBER;
  }

  void tick() {
    if (standing != Standing.MEMBER && ++ticks % GREETING_TICKS == 0) {
      greet();
      promoteNewborn();
    }
  }

  /** Whether a frame of this directory is to be heard; records a directory that is new. */
  boolean admits(NodeId from, long storage, Frame frame) {
    Long known = content.known().get(from);
    boolean replaces = frame instanceof Frame.Greeting greeting && greeting.rejoining();
    if (known == null || (known != storage && replaces)) {
      durable.remove(from);
      content = content.with(from, storage);
      file.save(content, () -> recorded(from, storage, frame));
      return false;
    }
    Long now = durable.get(from);
    if (known != storage) {
      welcome(from, storage, true);
      return false;
    }
    if (now == null) {
      return false;
    }
    return true;
  }

  /** A peer's directory is on record. */
  private void recorded(NodeId from, long storage, Frame frame) {
    if (content.known().getOrDefault(from, 0L) == storage) {
      durable.put(from, storage);
      if (frame instanceof Frame.Greeting greeting) {
        greeted(from, greeting);
      }
    }
  }

  /** A peer may not take part yet. */
  void greeted(NodeId from, Frame.Greeting greeting) {
    if (!greeting.rejoining() && others.contains(from)) {
      newborns.add(from);
      promoteNewborn();
    }
    welcome(from, durable.getOrDefault(from, 0L), false);
  }

  /** A peer answers a greeting. */
  void welcomed(NodeId from, Frame.Welcome welcome) {
    boolean mine = welcome.directory() == content.storage() && others.contains(from);
    if (!mine) {
      return; // said of a directory of an earlier time
    }
    if (welcome.refused()) {
      hooks.stop().accept(new LostDirectoryException(self, from));
      return;
    }
    vouching.add(from);
    if (welcome.newborn()) {
      newborns.add(from);
    }
    promoteNewborn();
  }

  /** Whether the core may hear this message. */
  boolean passes(NodeId from, Message message) {
    return switch (standing) {
      case MEMBER -> true;
      case NEWBORN -> false;
      case REJOINING -> rejoining(from, message);
    };
  }

  private boolean rejoining(NodeId from, Message message) {
    Registered leader = registered;
    boolean isRegistered =
        leader != null && leader.leader().equals(from) && leader.term() == message.term();
    if (message instanceof Message.RejoinResponse answer && others.contains(from)) {
      boolean news = leader == null || answer.term() > leader.term();
      if (news) {
        registered = new Registered(from, answer.term(), answer.barrier());
      }
      return false;
    }
    boolean leads =
        message instanceof Message.AppendRequest || message instanceof Message.SnapshotChunk;
    if (leads && !isRegistered) {
      List<Message> ask = List.of(new Message.RejoinRequest(0));
      hooks.codec().encode(ask).forEach(frame -> hooks.network().send(from, frame));
    }
    return leads && isRegistered;
  }

  /** Called after each poll: a node that rejoins looks whether it holds its barrier. */
  void observe(View view) {
    Registered leader = registered;
    boolean caughtUp =
        standing == Standing.REJOINING
            && leader != null
            && view.term() == leader.term()
            && leader.leader().equals(view.leader())
            && view.committed() >= leader.barrier();
    if (caughtUp) {
      promote();
    }
  }

  private void promoteNewborn() {
    int voters = others.size() + 1;
    int majority = voters / 2 + 1;
    boolean vouched = vouching.size() >= Math.min(majority, others.size());
    boolean groupIsNew = newborns.size() + 1 >= majority && ticks >= patience;
    if (standing == Standing.NEWBORN && (vouched || groupIsNew)) {
      promote();
    }
  }

  private void promote() {
    if (promoting) {
      return;
    }
    promoting = true;
    content = content.with(Standing.MEMBER);
    file.save(
        content,
        () -> {
          LOG.info("node {} takes part; it was {}", self, standing);
          standing = Standing.MEMBER;
        });
  }

  private void greet() {
    if (standing == Standing.MEMBER) {
      return;
    }
    Frame.Greeting greeting = new Frame.Greeting(standing == Standing.REJOINING);
    others.forEach(other -> hooks.network().send(other, hooks.codec().encode(greeting)));
  }

  private void welcome(NodeId to, long directory, boolean refused) {
    Frame.Welcome welcome = new Frame.Welcome(directory, refused, bornInThisLife);
    hooks.network().send(to, hooks.codec().encode(welcome));
  }
}
