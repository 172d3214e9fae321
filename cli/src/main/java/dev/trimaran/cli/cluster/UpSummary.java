package dev.trimaran.cli.cluster;

import dev.trimaran.cli.cluster.Layout.Member;
import dev.trimaran.cli.output.Output;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code up} says in the end.
 *
 * @param started names of the nodes that this {@code up} started
 */
record UpSummary(
    ClusterDirectory cluster,
    Layout layout,
    List<String> started,
    Readiness.Leader leader,
    double seconds) {

  void answer(Output output) {
    output.answer(data(), this::print);
  }

  private Map<String, Object> data() {
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (Member member : layout.members()) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("name", member.name());
      cluster.process(member).running().ifPresent(handle -> node.put("pid", handle.pid()));
      node.put("client", member.client());
      node.put("peer", member.peer());
      if (member.cachePort() != 0) {
        node.put("cache", member.cache());
      }
      if (member.eventsPort() != 0) {
        node.put("events", member.events());
      }
      nodes.add(node);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("nodes", nodes);
    data.put("started", started);
    data.put("leader", leader.name());
    data.put("term", leader.term());
    data.put("seconds", Math.round(seconds * 1000) / 1000.0);
    data.put("directory", cluster.path().toString());
    return data;
  }

  private void print(PrintStream out) {
    List<Member> members = layout.members();
    String nodes = members.size() == 1 ? "1 node" : members.size() + " nodes";
    String endpoints = members.stream().map(Member::client).collect(Collectors.joining(","));
    String flag =
        cluster.path().equals(LocalCluster.DEFAULT_DIRECTORY) ? "" : " --dir " + cluster.path();
    out.printf(
        Locale.ROOT,
        "✓ %s up in %.1f s    leader %s (term %d)    directory %s%n",
        nodes,
        seconds,
        leader.name(),
        leader.term(),
        cluster.path());
    out.printf("  etcd API  %s%n", endpoints);
    Member first = members.getFirst();
    if (first.cachePort() != 0) {
      out.printf("  Redis     %s   (on %s)%n", first.cache(), first.name());
    }
    if (first.eventsPort() != 0) {
      String events = members.stream().map(Member::events).collect(Collectors.joining(","));
      out.printf("  KurrentDB esdb://%s?tls=false%n", events);
    }
    out.printf("  Try:  ./trimaran kv put hello world%s   |   ./trimaran status%s%n", flag, flag);
    out.printf("        etcdctl --endpoints %s get hello%n", endpoints);
    if (first.cachePort() != 0) {
      out.printf(
          "        redis-cli -h %s -p %d set hello world%n", first.host(), first.cachePort());
    }
    out.printf("  Stop: ./trimaran down%s%n", flag);
  }
}
