package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.listener.Connection;
import dev.trimaran.cache.node.listener.Traffic;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code INFO} tells of the sockets, and how fast they are used. */
final class SocketFigures {

  /** Seconds that the largest buffers are remembered for; Redis's. */
  private static final int RECENT = 8;

  /** What had been counted at some moment. */
  private record Counts(
      long commands,
      long bytesIn,
      long bytesOut,
      long reads,
      long writes,
      long refused,
      long queries,
      long outputs) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  }

  private final CacheListener listener;
  private final long[] inputs = new long[RECENT];
  private final long[] outputs = new long[RECENT];
  private Counts base = Counts.NONE;
  private Counts last = Counts.NONE;
  private long lastNanos;
  private double seconds = 1;
  private Counts before = Counts.NONE;
  private int second;

  SocketFigures(CacheListener listener) {
    this.listener = listener;
    lastNanos = System.nanoTime();
  }

  private Counts counts(long commands) {
    Traffic traffic = listener.traffic();
    return new Counts(
        commands,
        traffic.bytesIn(),
        traffic.bytesOut(),
        traffic.reads(),
        traffic.writes(),
        listener.refused(),
        traffic.closedForQueries(),
        traffic.closedForOutputs());
  }

  /** To be called once a second. */
  void second(long commands) {
    long now = System.nanoTime();
    seconds = Math.max(1, now - lastNanos) / 1e9;
    lastNanos = now;
    before = last;
    last = counts(commands);
    second = (second + 1) % RECENT;
    inputs[second] = 0;
    outputs[second] = 0;
    for (Connection connection : listener.connections()) {
      inputs[second] = Math.max(inputs[second], connection.queryBytes());
      outputs[second] = Math.max(outputs[second], connection.outputBytes());
    }
  }

  void reset() {
    base = counts(0);
  }

  @Nullable String figure(String field) {
    Counts now = counts(0);
    return switch (field) {
      case "multiplexing_api" -> listener.transportName();
      case "tcp_port" -> listener.port() == 0 ? null : Integer.toString(listener.port());
      case "client_recent_max_input_buffer" -> largest(inputs);
      case "client_recent_max_output_buffer" -> largest(outputs);
      case "instantaneous_ops_per_sec" ->
          Long.toString(Math.round((last.commands() - before.commands()) / seconds));
      case "instantaneous_input_kbps" -> rate(last.bytesIn() - before.bytesIn());
      case "instantaneous_output_kbps" -> rate(last.bytesOut() - before.bytesOut());
      case "total_net_input_bytes" -> Long.toString(now.bytesIn() - base.bytesIn());
      case "total_net_output_bytes" -> Long.toString(now.bytesOut() - base.bytesOut());
      case "total_reads_processed" -> Long.toString(now.reads() - base.reads());
      case "total_writes_processed" -> Long.toString(now.writes() - base.writes());
      case "rejected_connections" -> Long.toString(now.refused() - base.refused());
      case "client_query_buffer_limit_disconnections" ->
          Long.toString(now.queries() - base.queries());
      case "client_output_buffer_limit_disconnections" ->
          Long.toString(now.outputs() - base.outputs());
      default -> null;
    };
  }

  private String rate(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / 1024.0 / seconds);
  }

  private static String largest(long[] recent) {
    long most = 0;
    for (long each : recent) {
      most = Math.max(most, each);
    }
    return Long.toString(most);
  }
}
