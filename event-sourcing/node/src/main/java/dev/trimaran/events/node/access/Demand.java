package dev.trimaran.events.node.access;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.trimaran.events.client.persistent.PersistentSubscriptionsGrpc;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.AppendRecordsRequest;
import dev.trimaran.events.client.records.AppendRequest;
import dev.trimaran.events.client.records.ConsistencyCheck;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.DeleteReq;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.TombstoneReq;
import dev.trimaran.events.core.model.StreamNames;
import java.util.ArrayList;
import java.util.List;

/** What a message asks for, to be weighed before a service sees it. */
sealed interface Demand {

  /** Needs nothing but a login. */
  record Login() implements Demand {}

  /** Looks after nodes and groups. */
  record Operate() implements Demand {}

  /** Is for administrators: nobody has said what else it would need. */
  record Administer() implements Demand {}

  record Read(String stream) implements Demand {}

  record Write(String stream) implements Demand {}

  record Delete(String stream) implements Demand {}

  /** All that a message asks for; empty for one that goes on with what was asked for before. */
  static List<Demand> of(String service, MessageLite message) {
    return switch (message) {
      case ReadReq read -> List.of(new Read(stream(read)));
      case AppendReq append ->
          append.hasOptions() ? write(append.getOptions().getStreamIdentifier()) : List.of();
      // Each append of such a call is answered for itself: WriteRight is asked.
      case BatchAppendReq _ -> List.of();
      case DeleteReq delete -> List.of(new Delete(name(delete.getOptions().getStreamIdentifier())));
      case TombstoneReq tombstone ->
          List.of(new Delete(name(tombstone.getOptions().getStreamIdentifier())));
      case AppendRequest append -> List.of(new Write(append.getStream()));
      case AppendRecordsRequest records -> records(records);
      default ->
          service.equals(PersistentSubscriptionsGrpc.SERVICE_NAME)
              ? GroupDemand.of(message)
              : List.of(ofService(service));
    };
  }

  private static String stream(ReadReq read) {
    return read.getOptions().hasStream()
        ? name(read.getOptions().getStream().getStreamIdentifier())
        : StreamNames.ALL;
  }

  private static List<Demand> write(StreamIdentifier identifier) {
    return List.of(new Write(name(identifier)));
  }

  /** Bytes that are no text are refused by the service itself. */
  static String name(StreamIdentifier identifier) {
    ByteString name = identifier.getStreamName();
    return name.toStringUtf8();
  }

  private static List<Demand> records(AppendRecordsRequest request) {
    List<Demand> demands = new ArrayList<>();
    for (AppendRecord appended : request.getRecordsList()) {
      Demand write = new Write(appended.getStream());
      if (!demands.contains(write)) {
        demands.add(write);
      }
    }
    for (ConsistencyCheck check : request.getChecksList()) {
      String stream = check.getStreamState().getStream();
      if (!demands.contains(new Write(stream))) {
        demands.add(new Read(stream));
      }
    }
    return demands;
  }

  private static Demand ofService(String service) {
    return switch (service) {
      case "event_store.client.users.Users",
          "event_store.client.monitoring.Monitoring",
          "event_store.client.projections.Projections" ->
          new Login();
      case "event_store.client.operations.Operations" -> new Operate();
      default -> new Administer();
    };
  }
}
