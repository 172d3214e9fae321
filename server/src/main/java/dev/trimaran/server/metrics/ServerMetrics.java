package dev.trimaran.server.metrics;

import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.kv.api.KvApi;
import dev.trimaran.raft.kv.machine.KvReader;
import dev.trimaran.raft.node.RaftNode;
import dev.trimaran.raft.node.model.NodeMetrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.function.ToDoubleFunction;

/** The metrics of one server; every number is read when it is scraped. */
public final class ServerMetrics {

  private PrometheusRegistry registry = new PrometheusRegistry();
  private final Sources from;
  private final String version;

  /** Where the numbers are read. */
  public record Sources(RaftNode node, KvReader reader, KvApi api) {}

  public ServerMetrics(Sources from, String version) {
    this.from = from;
    this.version = version;
  }

  /** Puts all metrics into a registry. */
  public void register(PrometheusRegistry into) {
    registry = into;
    register();
  }

  private void register() {
    server();
    store();
    registry.register((Collector) this::syncs);
    Info info =
        Info.builder()
            .name("etcd_server_version")
            .help("Version of etcd whose behaviour is served.")
            .labelNames("server_version")
            .register(registry);
    info.setLabelValues(version);
  }

  private void server() {
    gauge(
        "etcd_server_has_leader",
        "Whether a leader is known, 1 or 0.",
        s -> s.node().view().leader() == null ? 0 : 1);
    gauge(
        "etcd_server_is_leader",
        "Whether this node leads, 1 or 0.",
        s -> s.node().view().role() == Role.LEADER ? 1 : 0);
    gauge("etcd_server_is_learner", "Whether this node is a learner, 1 or 0.", _ -> 0);
    counter(
        "etcd_server_leader_changes_seen",
        "Changes of leader seen.",
        s -> s.node().metrics().leaderChanges());
    // etcd counts committed and applied as gauges, with _total in their names.
    gauge(
        "etcd_server_proposals_committed_total",
        "Index of the last committed entry.",
        s -> s.node().view().committed());
    gauge(
        "etcd_server_proposals_applied_total",
        "Index of the last applied entry.",
        s -> s.node().applied());
    counter("trimaran_proposals", "Proposals accepted here.", s -> s.node().metrics().proposals());
    counter(
        "trimaran_proposals_refused",
        "Proposals refused for overload.",
        s -> s.node().metrics().refused());
    counter("trimaran_reads", "Linearizable reads asked for.", s -> s.node().metrics().reads());
    gauge("trimaran_raft_term", "The current term.", s -> s.node().view().term());
    gauge("trimaran_inbox_depth", "Events waiting.", s -> s.node().metrics().inboxDepth());
    counter(
        "trimaran_frames_dropped",
        "Frames from peers that were malformed or found the inbox full.",
        s -> s.node().metrics().framesDropped());
    counter(
        "trimaran_snapshots_taken",
        "Snapshots taken here.",
        s -> s.node().metrics().snapshotsTaken());
    counter(
        "trimaran_snapshots_installed",
        "Snapshots received from a leader.",
        s -> s.node().metrics().snapshotsInstalled());
  }

  private void store() {
    gauge(
        "etcd_mvcc_db_total_size_in_bytes",
        "Bytes of keys and values kept.",
        s -> s.reader().sizeBytes());
    gauge(
        "etcd_mvcc_db_total_size_in_use_in_bytes",
        "Bytes of keys and values kept.",
        s -> s.reader().sizeBytes());
    gauge("etcd_debugging_mvcc_current_revision", "The revision.", s -> s.reader().revision());
    gauge(
        "etcd_debugging_mvcc_compact_revision",
        "The last compaction, -1 before the first.",
        s -> s.reader().compactedRevision());
    gauge(
        "etcd_debugging_mvcc_watch_stream_total",
        "Open watch streams.",
        s -> s.api().watchStreams());
    gauge("etcd_debugging_mvcc_watcher_total", "Watches.", s -> s.api().watchCounts()[0]);
    gauge(
        "etcd_debugging_mvcc_slow_watcher_total",
        "Watches that lag.",
        s -> s.api().watchCounts()[1]);
    gauge("trimaran_alarms", "Alarms raised.", s -> s.reader().alarms().size());
  }

  private void gauge(String name, String help, ToDoubleFunction<Sources> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(from)))
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<Sources> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.applyAsDouble(from)))
        .register(registry);
  }

  /** The node counts its syncs in buckets; they are handed on as they are. */
  private MetricSnapshot syncs() {
    NodeMetrics metrics = from.node().metrics();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long[] counts = metrics.syncCounts();
    long[] bounds = metrics.syncMicrosBounds();
    for (int i = 0; i < counts.length; i++) {
      double bound = i < bounds.length ? bounds[i] / 1e6 : Double.POSITIVE_INFINITY;
      buckets.bucket(bound, counts[i]);
    }
    return HistogramSnapshot.builder()
        .name("etcd_disk_wal_fsync_duration_seconds")
        .help("Writes of the log with their sync.")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(metrics.syncTotalNanos() / 1e9)
                .build())
        .build();
  }
}
