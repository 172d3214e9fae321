package dev.trimaran.server.node;

import dev.trimaran.raft.kv.machine.KvReader;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.server.http.HttpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What probes ask. Alive says nothing of the cluster, or a partition would restart its nodes; ready
 * and healthy mean that this node serves linearizable reads now.
 */
final class Health {

  private static final long READ_MS = 1_000;

  private final RaftNode node;
  private final KvReader reader;
  private volatile boolean draining;

  Health(RaftNode node, KvReader reader) {
    this.node = node;
    this.reader = reader;
  }

  void drain() {
    draining = true;
  }

  /** {@code /health}, as etcd answers it. */
  CompletionStage<HttpReply> health() {
    if (!reader.alarms().isEmpty() || node.view().leader() == null) {
      return CompletableFuture.completedFuture(healthReply(false));
    }
    return reads().thenApply(Health::healthReply);
  }

  private static HttpReply healthReply(boolean healthy) {
    return HttpReply.json(healthy ? 200 : 503, "{\"health\":\"" + healthy + "\"}");
  }

  /** {@code /livez}. */
  CompletionStage<HttpReply> alive() {
    boolean running = !node.stopped().isDone();
    return CompletableFuture.completedFuture(
        HttpReply.text(running ? 200 : 503, running ? "ok\n" : "the node has stopped\n"));
  }

  /** {@code /readyz}; {@code verbose} lists the checks. */
  CompletionStage<HttpReply> ready(String query) {
    boolean verbose = query.equals("verbose") || query.startsWith("verbose");
    boolean leader = node.view().leader() != null;
    CompletionStage<Boolean> reads = leader ? reads() : CompletableFuture.completedFuture(false);
    return reads.thenApply(reading -> {
      boolean ready = !draining && leader && reading;
      StringBuilder text = new StringBuilder();
      if (verbose || !ready) {
        line(text, !draining, "serving");
        line(text, leader, "leader");
        line(text, reading, "linearizable_read");
      }
      return HttpReply.text(ready ? 200 : 503, text.append(ready ? "ok\n" : "").toString());
    });
  }

  private static void line(StringBuilder text, boolean holds, String check) {
    text.append(holds ? "[+]" : "[-]").append(check).append(holds ? " ok\n" : " failed\n");
  }

  private CompletableFuture<Boolean> reads() {
    return node.readIndex()
        .orTimeout(READ_MS, TimeUnit.MILLISECONDS)
        .handle((_, failure) -> failure == null);
  }
}
