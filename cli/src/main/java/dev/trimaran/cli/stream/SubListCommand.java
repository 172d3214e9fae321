package dev.trimaran.cli.stream;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.cli.output.Table;
import dev.trimaran.events.client.persistent.ListReq;
import dev.trimaran.events.client.persistent.SubscriptionInfo;
import dev.trimaran.events.client.shared.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran sub list}. */
@Command(
    name = "list",
    description = "Prints the groups, how far each is and what it waits for.",
    mixinStandardHelpOptions = true)
final class SubListCommand implements Runnable {

  private final Console console;

  @Mixin private final EventOptions connection = new EventOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  SubListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<SubscriptionInfo> groups = connection.askLeader(SubListCommand::list);
    output
        .on(console)
        .answer(
            Map.of("groups", groups.stream().map(SubListCommand::data).toList()),
            out -> print(out, groups));
  }

  private static List<SubscriptionInfo> list(EventClient client) {
    var all = ListReq.Options.newBuilder().setListAllSubscriptions(Empty.getDefaultInstance());
    try {
      return client
          .groups()
          .list(ListReq.newBuilder().setOptions(all).build())
          .getSubscriptionsList();
    } catch (StatusRuntimeException e) {
      if (EventOptions.kind(e).equals("persistent-subscription-does-not-exist")
          && e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static Map<String, Object> data(SubscriptionInfo group) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("stream", group.getEventSource());
    data.put("group", group.getGroupName());
    data.put("status", group.getStatus());
    data.put("consumers", group.getConnectionsCount());
    data.put("checkpoint", group.getLastCheckpointedEventPosition());
    data.put("known", group.getLastKnownEventPosition());
    data.put("in_flight", group.getTotalInFlightMessages());
    data.put("parked", group.getParkedMessageCount());
    return data;
  }

  private static void print(PrintStream out, List<SubscriptionInfo> groups) {
    var table =
        new Table("STREAM", "GROUP", "STATUS", "CONSUMERS", "CHECKPOINT", "IN FLIGHT", "PARKED");
    for (SubscriptionInfo group : groups) {
      table.row(
          group.getEventSource(),
          group.getGroupName(),
          group.getStatus(),
          group.getConnectionsCount(),
          group.getLastCheckpointedEventPosition(),
          group.getTotalInFlightMessages(),
          group.getParkedMessageCount());
    }
    table.print(out);
  }
}
