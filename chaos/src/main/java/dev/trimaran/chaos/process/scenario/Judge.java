package dev.trimaran.chaos.process.scenario;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.linearizability.Budget;
import dev.trimaran.chaos.linearizability.LinearizabilityChecker;
import dev.trimaran.chaos.linearizability.Verdict;
import dev.trimaran.chaos.process.cluster.ClusterUnderTest;
import dev.trimaran.chaos.process.cluster.ServerProcess;
import dev.trimaran.chaos.process.verdict.Hashes;
import dev.trimaran.chaos.process.verdict.Readback;
import dev.trimaran.chaos.process.verdict.Replica;
import dev.trimaran.chaos.process.verdict.Revisions;
import dev.trimaran.chaos.process.workload.Load;
import dev.trimaran.chaos.specification.KeyValueSpecification;
import dev.trimaran.raft.client.KvException;
import java.util.ArrayList;
import java.util.List;

/** Asks everything that must hold of a run, and collects what does not. */
final class Judge {

  private Judge() {}

  /** Judges what clients were told. */
  static List<String> ofHistory(History history) {
    List<String> violations = new ArrayList<>(Revisions.violations(history));
    Verdict verdict =
        new LinearizabilityChecker<>(new KeyValueSpecification(), Budget.DEFAULT).check(history);
    switch (verdict) {
      case Verdict.Legal _ -> {}
      case Verdict.Illegal illegal -> violations.add(illegal.words());
      case Verdict.Unknown unknown ->
          violations.add("linearizable or not is unknown: " + unknown.why());
    }
    return violations;
  }

  /** Judges what the servers hold now that nobody writes any more. */
  static List<String> ofServers(ClusterUnderTest cluster, History history) {
    Readback readback = new Readback(history, Load::isUnique);
    List<String> violations = new ArrayList<>();
    long revision = Long.MAX_VALUE;
    for (ServerProcess server : cluster.servers()) {
      String name = server.member().name();
      try {
        Replica replica = Replica.read(name, server.member().endpoint(), Load.uniquePrefix());
        violations.addAll(readback.violations(name, replica.held()));
        revision = Math.min(revision, replica.revision());
      } catch (KvException e) {
        violations.add(name + " could not be read at the end: " + e.text());
      }
    }
    if (revision != Long.MAX_VALUE) {
      violations.addAll(Hashes.violations(cluster, revision));
    }
    return violations;
  }
}
