package dev.trimaran.chaos.process.verdict;

import dev.trimaran.chaos.process.cluster.ClusterUnderTest;
import dev.trimaran.chaos.process.cluster.ServerProcess;
import dev.trimaran.raft.client.etcd.HashKVResponse;
import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether all servers hold the same history up to one revision, by their own hashes of it. */
public final class Hashes {

  private Hashes() {}

  /**
   * What is wrong, in words; empty when nothing is.
   *
   * @param revision that every server has reached
   */
  public static List<String> violations(ClusterUnderTest cluster, long revision) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (ServerProcess server : cluster.servers()) {
      String name = server.member().name();
      try {
        HashKVResponse answer = cluster.probe(server).hashKv(revision);
        answers.put(
            name,
            Integer.toUnsignedString(answer.getHash(), 16)
                + ", compacted at "
                + answer.getCompactRevision());
      } catch (StatusRuntimeException e) {
        answers.put(name, "no answer (" + e.getMessage() + ")");
      }
    }
    boolean same =
        new TreeSet<>(answers.values()).size() == 1
            && answers.values().stream().noneMatch(answer -> answer.startsWith("no answer"));
    return same
        ? List.of()
        : List.of("the servers' hashes at revision " + revision + " differ: " + answers);
  }
}
