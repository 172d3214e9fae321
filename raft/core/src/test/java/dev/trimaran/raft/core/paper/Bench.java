package dev.trimaran.raft.core.paper;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.cluster.SeededRandomness;
import dev.trimaran.raft.core.engine.RaftCore;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Proposal;
import dev.trimaran.raft.core.model.RaftLimits;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Node 1 on the bench: the test plays its disk and its peers 2 to n. */
final class Bench {

  static final RaftLimits LIMITS = new RaftLimits(10, 2, 1000, 100, 8, 10_000, 1000, 64);

  private final RaftCore core;
  private final List<Effect> effects = new ArrayList<>();
  private long persisted;

  private Bench(int size, long seed, Restored restored) {
    var ids = new TreeSet<NodeId>();
    for (int i = 1; i <= size; i++) {
      ids.add(new NodeId(i));
    }
    var randomness = new SeededRandomness(seed);
    core = new RaftCore(new NodeId(1), Configuration.of(ids), LIMITS, restored, randomness);
  }

  static Bench of(int size) {
    return new Bench(size, 1, Restored.NOTHING);
  }

  static Bench seeded(long seed) {
    return new Bench(3, seed, Restored.NOTHING);
  }

  /** A node of three whose stored log has these terms, and whose own term is the last of them. */
  static Bench withLog(long... terms) {
    return new Bench(3, 1, stored(terms));
  }

  static Bench ofFiveWithLog(long... terms) {
    return new Bench(5, 1, stored(terms));
  }

  static Bench restored(HardState hardState) {
    return new Bench(3, 1, new Restored(hardState, null, List.of()));
  }

  private static Restored stored(long... terms) {
    var entries = new ArrayList<Entry>();
    for (long term : terms) {
      entries.add(entry(entries.size() + 1, term));
    }
    return new Restored(new HardState(terms[terms.length - 1], null), null, entries);
  }

  /** A node of {@code size} that leads its first term; its opening entry is not yet committed. */
  static Bench leader(int size) {
    Bench bench = of(size);
    bench.elect();
    return bench;
  }

  void elect() {
    stand();
    int majority = core.view().configuration().voters().size() / 2 + 1;
    for (int voter = 2; voter <= majority; voter++) {
      receive(voter, new Message.VoteResponse(view().term(), false, true));
    }
  }

  /** Makes the node a candidate whose vote is durable. */
  void stand() {
    for (int i = 0; i < 20 && view().role() == Role.FOLLOWER; i++) {
      tick();
    }
    int voters = view().configuration().voters().size();
    for (int voter = 2; voter <= voters && view().role() == Role.PRE_CANDIDATE; voter++) {
      receive(voter, new Message.VoteResponse(view().term() + 1, true, true));
    }
    persist();
  }

  static Entry entry(long index, long term) {
    return new Entry(index, term, EntryKind.COMMAND, new byte[] {(byte) index, (byte) term});
  }

  View view() {
    return core.view();
  }

  List<Effect> step(Input input) {
    List<Effect> now = core.step(input);
    effects.addAll(now);
    return now;
  }

  List<Effect> receive(long from, Message message) {
    return step(new Input.Received(new NodeId(from), message));
  }

  List<Effect> tick() {
    return step(new Input.Tick());
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  List<Effect> propose(int... data) {
    var proposals = new ArrayList<Proposal>();
    for (int one : data) {
      proposals.add(new Proposal(one, new byte[] {(byte) one}));
    }
    return step(new Input.Proposed(proposals));
  }

  /** Makes all writes durable; returns what that set free. */
  List<Effect> persist() {
    long last = persisted;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist persist) {
        last = Math.max(last, persist.sequence());
      }
    }
    if (last == persisted) {
      return List.of();
    }
    persisted = last;
    return step(new Input.Persisted(last));
  }

  /** Acknowledges the log up to {@code index}. */
  List<Effect> acknowledge(long from, long index) {
    return receive(from, new Message.AppendResponse(view().term(), true, index, 0, 0, 0));
  }

  List<Effect> append(long term, long prev, long prevTerm, long commit, Entry... entries) {
    var request = new Message.AppendRequest(term, prev, prevTerm, List.of(entries), commit, 0);
    return receive(2, request);
  }

  /** All effects so far of one kind. */
  <E extends Effect> List<E> all(Class<E> kind) {
    return of(effects, kind);
  }

  static <E extends Effect> List<E> of(List<Effect> effects, Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The messages of one kind among effects. */
  static <M extends Message> List<M> sent(List<Effect> effects, Class<M> kind) {
    return of(effects, Effect.Send.class).stream()
        .map(Effect.Send::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
