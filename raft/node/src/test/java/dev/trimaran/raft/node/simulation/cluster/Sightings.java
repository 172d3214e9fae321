package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.Message;
import dev.trimaran.raft.core.model.Restored;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.simulation.model.Invariant;
import dev.trimaran.raft.node.simulation.model.NodeRecord;
import dev.trimaran.raft.node.simulation.model.Step;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happened. */
public final class Sightings implements Invariant {

  private final Map<Sighting, Long> counts = new EnumMap<>(Sighting.class);

  /** One more. */
  public void saw(Sighting sighting) {
    counts.merge(sighting, 1L, Long::sum);
  }

  /** How often. */
  public long count(Sighting sighting) {
    return counts.getOrDefault(sighting, 0L);
  }

  /** Adds what another run saw. */
  public synchronized void add(Sightings other) {
    other.counts.forEach((sighting, count) -> counts.merge(sighting, count, Long::sum));
  }

  @Override
  public void starting(NodeRecord node, Restored restored) {
    if (node.life() > 0) {
      saw(Sighting.RESTARTED);
      if (!restored.entries().isEmpty()) {
        saw(Sighting.RESTARTED_WITH_LOG);
      }
    }
  }

  @Override
  public void stepped(Step step) {
    if (step.after().role() == Role.LEADER && step.before().role() != Role.LEADER) {
      saw(Sighting.LEADER_ELECTED);
    }
    if (step.after().term() > step.before().term()) {
      saw(Sighting.TERM_CHANGED);
    }
    if (step.input() instanceof Input.SnapshotTaken) {
      saw(Sighting.SNAPSHOT_TAKEN);
    } else if (step.input() instanceof Input.SnapshotInstalled) {
      saw(Sighting.SNAPSHOT_INSTALLED);
    }
  }

  @Override
  public void effect(Step step, Effect effect) {
    if (effect instanceof Effect.Persist write
        && !write.entries().isEmpty()
        && write.entries().getFirst().index() <= step.node().log().last()) {
      saw(Sighting.LOG_CUT);
    } else if (effect instanceof Effect.Send(var to, var message)) {
      if (message instanceof Message.ForwardedProposals) {
        saw(Sighting.FORWARDED);
      } else if (message instanceof Message.VoteResponse vote && !vote.granted()) {
        saw(Sighting.VOTE_REFUSED);
      }
    } else if (effect instanceof Effect.TransferEnded(var id, var failure) && failure == null) {
      saw(Sighting.TRANSFERRED);
    }
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
