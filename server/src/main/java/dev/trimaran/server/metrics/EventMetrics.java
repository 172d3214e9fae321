package dev.trimaran.server.metrics;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.raft.core.model.Role;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToDoubleFunction;

/** The metrics of an event store; every number is read when it is scraped. */
public final class EventMetrics {

  private static final double NANOS = 1e9;

  private final EventNode node;

  public EventMetrics(EventNode node) {
    this.node = node;
  }

  /** Puts all metrics into a registry. */
  public void register(PrometheusRegistry registry) {
    gauge(
        registry,
        "has_leader",
        "Whether a leader is known, 1 or 0.",
        n -> n.raft().view().leader() == null ? 0 : 1);
    gauge(
        registry,
        "is_leader",
        "Whether this node leads, 1 or 0.",
        n -> n.raft().view().role() == Role.LEADER ? 1 : 0);
    gauge(registry, "term", "The term of the log.", n -> n.raft().view().term());
    counter(
        registry,
        "leader_changes",
        "Changes of leader seen.",
        n -> n.raft().metrics().leaderChanges());
    gauge(registry, "events", "Events recorded.", n -> n.reader().nextPosition());
    gauge(registry, "streams", "Streams there are or were.", n -> n.heads().streams());
    counter(
        registry,
        "commands",
        "Commands proposed through this node.",
        n -> n.raft().metrics().proposals());
    counter(
        registry,
        "commands_refused",
        "Commands refused for overload.",
        n -> n.raft().metrics().refused());
    gauge(
        registry,
        "committed_index",
        "Last committed entry of the log.",
        n -> n.raft().metrics().committed());
    gauge(
        registry,
        "applied_index",
        "Last applied entry of the log.",
        n -> n.raft().metrics().applied());
    counter(registry, "syncs", "Writes forced to disk.", n -> n.raft().metrics().walBatches());
    counter(
        registry,
        "sync_seconds",
        "Time they took.",
        n -> n.raft().metrics().syncTotalNanos() / NANOS);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToDoubleFunction<EventNode> value) {
    GaugeWithCallback.builder()
        .name("trimaran_events_" + name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(node)))
        .register(registry);
  }

  private void counter(
      PrometheusRegistry registry, String name, String help, ToDoubleFunction<EventNode> value) {
    CounterWithCallback.builder()
        .name("trimaran_events_" + name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(node)))
        .register(registry);
  }
}
