package dev.trimaran.raft.core.state;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.raft.core.log.RaftLog;
import dev.trimaran.raft.core.membership.Membership;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.PlantedBug;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Settings;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.quorum.Quorum;
import dev.trimaran.raft.core.role.Follower;
import dev.trimaran.raft.core.role.Leader;
import dev.trimaran.raft.core.role.RoleState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole state of one node: term, vote, role, log, membership, and what it wants done. */
public final class CoreState {

  private final NodeId self;
  private final RaftLimits limits;
  private final Randomness randomness;
  private final Set<PlantedBug> bugs;
  private final RaftLog log;
  private final Membership membership;
  private final Outbox out;
  private final Receipt receipt = new Receipt();
  private long term;
  private @Nullable NodeId vote;
  private boolean hardStateChanged;
  private long termWrite;
  private RoleState role;
  private @Nullable Transfer transfer;
  private long readContext;

  public CoreState(
      NodeId self,
      Settings settings,
      Configuration initial,
      Restored restored,
      Randomness randomness) {
    this.self = self;
    this.limits = settings.limits();
    this.bugs = settings.bugs();
    this.randomness = randomness;
    term = restored.hardState().term();
    vote = restored.hardState().vote();
    log = new RaftLog(restored);
    SnapshotMeta snapshot = restored.snapshot();
    membership =
        new Membership(log.snapshotIndex(), snapshot == null ? initial : snapshot.configuration());
    for (long index = log.snapshotIndex() + 1; index <= log.lastIndex(); index++) {
      membership.appended(log.entry(index));
    }
    Checks.that(term >= log.lastTerm(), "the log is not ahead of the term", term, log.lastTerm());
    out = new Outbox(self);
    readContext = randomness.nextLong(); // contexts of an earlier life must not be taken for ours
    role = new Follower(null, isAlone() ? 1 : randomTimeout());
  }

  /** The only voter waits for nobody before it stands. */
  private boolean isAlone() {
    Configuration current = membership.current();
    return !current.joint() && current.voters().equals(Set.of(self));
  }

  public NodeId self() {
    return self;
  }

  public RaftLimits limits() {
    return limits;
  }

  public RaftLog log() {
    return log;
  }

  public Membership membership() {
    return membership;
  }

  public Quorum quorum() {
    return membership.quorum();
  }

  public Outbox out() {
    return out;
  }

  public Receipt receipt() {
    return receipt;
  }

  public long term() {
    return term;
  }

  public @Nullable NodeId vote() {
    return vote;
  }

  public RoleState role() {
    return role;
  }

  void role(RoleState newRole) {
    role = newRole;
  }

  /** This node's leadership, or null when it does not lead. */
  public @Nullable Leader leading() {
    return role instanceof Leader leader ? leader : null;
  }

  public @Nullable Transfer transfer() {
    return transfer;
  }

  public void transfer(@Nullable Transfer newTransfer) {
    transfer = newTransfer;
  }

  public boolean has(PlantedBug bug) {
    return bugs.contains(bug);
  }

  /** Drawn from {@code [electionTicks, 2 * electionTicks)} (section 5.2). */
  public int randomTimeout() {
    return limits.electionTicks() + randomness.nextInt(limits.electionTicks());
  }

  /** A small countdown, drawn so that the survivors of a leader seldom stand together. */
  public int randomHaste() {
    return 1 + randomness.nextInt(2 * limits.heartbeatTicks());
  }

  /** A number that no request of this node carried before, this life or an earlier one. */
  public long nextReadContext() {
    return ++readContext;
  }

  /** Enters a later term, without a vote. */
  void enterTerm(long newTerm) {
    Checks.that(newTerm > term, "terms only rise", newTerm, term);
    term = newTerm;
    vote = null;
    hardStateChanged = true;
  }

  /** Gives this term's one vote. */
  public void voteFor(NodeId candidate) {
    Checks.that(vote == null || vote.equals(candidate), "one vote for each term");
    if (vote == null) {
      vote = candidate;
      hardStateChanged = true;
    }
  }

  void forgetVote() {
    vote = null;
  }

  public void append(Entry entry) {
    log.append(entry);
    membership.appended(entry);
  }

  public void truncateFrom(long index) {
    log.truncateFrom(index);
    membership.truncatedFrom(index);
  }

  /** Sends what stands on the term, vote or log of this moment, once all of it is durable. */
  public void sendDurable(NodeId to, Message message) {
    if (has(PlantedBug.REPLY_BEFORE_PERSIST)) {
      out.send(to, message);
      return;
    }
    boolean unissued = hardStateChanged || log.hasUnissued();
    out.sendAfter(unissued ? out.issued() + 1 : out.issued(), to, message);
  }

  /** Sends what stands on the term, and on nothing of the log that is not durable already. */
  public void sendAfterTerm(NodeId to, Message message) {
    if (hardStateChanged) {
      sendDurable(to, message);
    } else {
      out.sendAfter(termWrite, to, message);
    }
  }

  /** Turns what changed in this step into at most one write. */
  public void issueWrite() {
    if (!hardStateChanged && !log.hasUnissued()) {
      return;
    }
    long sequence = out.issueNext();
    HardState hardState = hardStateChanged ? new HardState(term, vote) : null;
    if (hardStateChanged) {
      termWrite = sequence;
    }
    hardStateChanged = false;
    out.emit(new Effect.Persist(sequence, hardState, log.issue(sequence)));
  }

  public void persisted(long sequence) {
    log.persisted(sequence);
    out.persisted(sequence, term);
  }

  public List<Effect> takeEffects() {
    return out.take();
  }
}
