package dev.trimaran.server.node;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.api.ApiConfig;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.core.model.View;
import dev.trimaran.raft.node.model.NodeMetrics;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.http.HttpReply;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What the event store tells over HTTP, in the shapes that KurrentDB's clients and tools know. */
final class EventPages {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final EventNode node;
  private final ClusterView cluster;
  private final ServerConfig.Events config;

  EventPages(EventNode node, ClusterView cluster, ServerConfig.Events config) {
    this.node = node;
    this.cluster = cluster;
    this.config = config;
  }

  /** {@code /info}. */
  HttpReply info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("dbVersion", ApiConfig.PROTOCOL_VERSION);
    info.put("esVersion", ApiConfig.PROTOCOL_VERSION);
    info.put("server", "Trimaran");
    info.put("state", state());
    info.put("features", Map.of("projections", false, "userManagement", true, "atomPub", false));
    info.put(
        "authentication",
        Map.of("type", config.authentication() ? "internal" : "insecure", "properties", Map.of()));
    return json(info);
  }

  /** {@code /gossip}. */
  HttpReply gossip() {
    View view = node.raft().view();
    long last = node.reader().nextPosition() - 1;
    List<Map<String, Object>> members = new ArrayList<>();
    for (ClusterView.Member each : cluster.members()) {
      if (each.host().isEmpty()) {
        continue;
      }
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("instanceId", new UUID(0, each.id().value()).toString());
      member.put("timeStamp", Instant.now().toString());
      member.put("state", word(each.role()));
      member.put("isAlive", each.role() != ClusterView.Role.UNKNOWN);
      member.put("httpEndPointIp", each.host());
      member.put("httpEndPointPort", each.port());
      member.put("epochNumber", view.term());
      if (each.id().equals(view.self())) {
        member.put("lastCommitPosition", last);
        member.put("writerCheckpoint", last);
      }
      member.put("nodePriority", 0);
      member.put("isReadOnlyReplica", false);
      member.put("esVersion", ApiConfig.PROTOCOL_VERSION);
      members.add(member);
    }
    Map<String, Object> gossip = new LinkedHashMap<>();
    gossip.put("members", members);
    gossip.put("serverIp", config.advertise().host());
    gossip.put("serverPort", config.advertise().port());
    return json(gossip);
  }

  private static String word(ClusterView.Role role) {
    return switch (role) {
      case LEADER -> "Leader";
      case FOLLOWER -> "Follower";
      case UNKNOWN -> "Unknown";
    };
  }

  private String state() {
    View view = node.raft().view();
    if (view.role() == Role.LEADER) {
      return "leader";
    }
    return view.leader() == null ? "unknown" : "follower";
  }

  /** {@code /stats}. */
  HttpReply stats() {
    Runtime runtime = Runtime.getRuntime();
    var system = ManagementFactory.getOperatingSystemMXBean();
    Map<String, Object> proc = new LinkedHashMap<>();
    proc.put("id", ProcessHandle.current().pid());
    proc.put("mem", runtime.totalMemory() - runtime.freeMemory());
    proc.put("threadsCount", ManagementFactory.getThreadMXBean().getThreadCount());
    proc.put("upTimeMs", ManagementFactory.getRuntimeMXBean().getUptime());
    Map<String, Object> sys = new LinkedHashMap<>();
    sys.put("loadavg", Map.of("1m", system.getSystemLoadAverage()));
    sys.put("processors", system.getAvailableProcessors());
    return json(Map.of("proc", proc, "sys", sys, "es", events()));
  }

  private Map<String, Object> events() {
    NodeMetrics metrics = node.raft().metrics();
    View view = node.raft().view();
    Map<String, Object> events = new LinkedHashMap<>();
    events.put("state", state());
    events.put("term", view.term());
    events.put("events", node.reader().nextPosition());
    events.put("streams", node.heads().streams());
    events.put("committedIndex", metrics.committed());
    events.put("appliedIndex", metrics.applied());
    events.put("proposals", metrics.proposals());
    events.put("refused", metrics.refused());
    events.put("syncs", metrics.walBatches());
    events.put("syncTotalNanos", metrics.syncTotalNanos());
    return events;
  }

  private static HttpReply json(Map<String, Object> content) {
    return HttpReply.json(200, JSON.writeValueAsString(content));
  }
}
