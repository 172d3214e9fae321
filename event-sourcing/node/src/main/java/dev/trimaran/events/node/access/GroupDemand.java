package dev.trimaran.events.node.access;

import com.google.protobuf.MessageLite;
import dev.trimaran.events.client.persistent.GetInfoReq;
import dev.trimaran.events.client.persistent.ListReq;
import dev.trimaran.events.client.persistent.ReadReq;
import dev.trimaran.events.core.model.StreamNames;
import java.util.List;

/** What a message to the groups of consumers asks for: to consume is to read. */
final class GroupDemand {

  private GroupDemand() {}

  static List<Demand> of(MessageLite message) {
    return switch (message) {
      case ReadReq read when read.hasOptions() -> List.of(new Demand.Read(stream(read)));
      case ReadReq _ -> List.of();
      case GetInfoReq _, ListReq _ -> List.of(new Demand.Login());
      default -> List.of(new Demand.Operate());
    };
  }

  private static String stream(ReadReq read) {
    return read.getOptions().hasStreamIdentifier()
        ? Demand.name(read.getOptions().getStreamIdentifier())
        : StreamNames.ALL;
  }
}
