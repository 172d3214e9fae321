package dev.trimaran.server.node;

import dev.trimaran.events.node.EventNode;
import dev.trimaran.events.node.api.ApiConfig;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.server.http.HttpReply;
import dev.trimaran.server.http.HttpRoutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.json.JsonMapper;

/** What probes and people ask the event store over HTTP/1.1, as KurrentDB answers it. */
final class EventRoutes {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final EventNode node;
  private final ClusterView cluster;

  EventRoutes(EventNode node, ClusterView cluster) {
    this.node = node;
    this.cluster = cluster;
  }

  HttpRoutes routes() {
    return new HttpRoutes(
        Map.of(
            "/health/live", _ -> health(!node.raft().stopped().isDone()),
            "/health/ready", _ -> health(node.raft().view().leader() != null),
            "/info", _ -> json(info()),
            "/gossip", _ -> json(gossip()),
            "/stats", _ -> json(stats())));
  }

  private static CompletionStage<HttpReply> health(boolean good) {
    return CompletableFuture.completedFuture(
        HttpReply.text(good ? 200 : 503, good ? "ok\n" : "no\n"));
  }

  private static CompletionStage<HttpReply> json(Map<String, ?> object) {
    return CompletableFuture.completedFuture(HttpReply.json(200, JSON.writeValueAsString(object)));
  }

  private Map<String, ?> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("esVersion", ApiConfig.PROTOCOL_VERSION);
    info.put("state", state(cluster.leads() ? ClusterView.Role.LEADER : ClusterView.Role.FOLLOWER));
    info.put("features", Map.of("projections", false, "userManagement", false, "atomPub", false));
    return info;
  }

  private static String state(ClusterView.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, ?> gossip() {
    List<Map<String, ?>> members = new ArrayList<>();
    for (ClusterView.Member member : cluster.members()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("instanceId", member.id().toString());
      one.put("state", state(member.role()));
      one.put("isAlive", member.role() != ClusterView.Role.UNKNOWN);
      one.put("httpEndPointIp", member.host());
      one.put("httpEndPointPort", member.port());
      members.add(one);
    }
    return Map.of("members", members);
  }

  private Map<String, ?> stats() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("nextPosition", node.reader().nextPosition());
    stats.put("streams", node.heads().streams());
    stats.put("logIndex", node.raft().view().lastIndex());
    stats.put("applied", node.raft().applied());
    stats.put("heapUsed", runtime.totalMemory() - runtime.freeMemory());
    return stats;
  }
}
