package dev.trimaran.server.node;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.server.http.HttpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What probes ask of the event store, as KurrentDB answers it: 204 for yes, or the status that
 * {@code ?liveCode=} asks for, 503 for no.
 */
final class EventProbes {

  private static final int YES = 204;
  private static final int NO = 503;
  private static final long READ_MS = 1_000;
  private static final Pattern CODE = Pattern.compile("(?:^|&)liveCode=(2\\d\\d)(?:&|$)");

  private final EventNode node;
  private volatile boolean draining;

  EventProbes(EventNode node) {
    this.node = node;
  }

  void drain() {
    draining = true;
  }

  /** Whether the node runs, whatever becomes of the cluster. */
  CompletionStage<HttpReply> live(String query) {
    boolean running = !node.raft().stopped().isDone();
    return CompletableFuture.completedFuture(
        running ? yes(query) : HttpReply.text(NO, "the event store has stopped\n"));
  }

  /** Whether it serves linearizable reads now. */
  CompletionStage<HttpReply> ready(String query) {
    if (draining) {
      return CompletableFuture.completedFuture(HttpReply.text(NO, "the node is being stopped\n"));
    }
    return node.raft()
        .readIndex()
        .orTimeout(READ_MS, TimeUnit.MILLISECONDS)
        .handle((_, failure) ->
            failure == null
                ? yes(query)
                : HttpReply.text(NO, "no majority of the nodes answers\n"));
  }

  private static HttpReply yes(String query) {
    Matcher code = CODE.matcher(query);
    return HttpReply.text(code.find() ? Integer.parseInt(code.group(1)) : YES, "");
  }
}
