package dev.trimaran.server.differential;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import dev.trimaran.raft.client.etcd.WatchRequest;

/** One thing that is asked of both servers. */
sealed interface Operation {

  /** A unary call. */
  record Unary(Rpc rpc, Message request) implements Operation {
    @Override
    public String toString() {
      return rpc + " " + text(request);
    }
  }

  /** One message on a stream of its own. */
  record KeepAlive(long lease) implements Operation {}

  /**
   * A message on the current watch stream.
   *
   * @param replies control replies that are due
   */
  record Watch(WatchRequest request, int replies) implements Operation {
    @Override
    public String toString() {
      return "WATCH " + text(request);
    }
  }

  /** Closes the watch stream and opens another. */
  record NewWatchStream() implements Operation {}

  /**
   * Waits until both watch streams have told the same.
   *
   * @param caughtUp and until the watch that was created last has told the latest revision
   */
  record Settle(boolean caughtUp) implements Operation {}

  private static String text(Message message) {
    String text = TextFormat.printer().emittingSingleLine(true).printToString(message);
    return text.length() > 1500 ? text.substring(0, 1500) + "..." : text;
  }
}
