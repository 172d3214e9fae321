package dev.trimaran.cli.stream;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.DeleteReq;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.TombstoneReq;

/** The protocol's messages, of what a command line says. */
final class Requests {

  private static final Empty EMPTY = Empty.getDefaultInstance();
  static final String ALL = "$all";

  private Requests() {}

  static StreamIdentifier stream(String name) {
    return StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(name)).build();
  }

  /**
   * A read of a stream or of {@code $all}.
   *
   * @param from revision or position, inclusive; -1 begins at the start, or the end when backwards
   * @param count -1 subscribes, after {@code from}
   */
  static ReadReq read(String stream, long from, boolean backwards, long count) {
    var options =
        ReadReq.Options.newBuilder()
            .setReadDirection(
                backwards
                    ? ReadReq.Options.ReadDirection.Backwards
                    : ReadReq.Options.ReadDirection.Forwards)
            .setResolveLinks(true)
            .setNoFilter(EMPTY)
            .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setString(EMPTY))
            .setControlOption(ReadReq.Options.ControlOption.newBuilder().setCompatibility(1));
    if (count < 0) {
      options.setSubscription(ReadReq.Options.SubscriptionOptions.getDefaultInstance());
    } else {
      options.setCount(count);
    }
    if (stream.equals(ALL)) {
      options.setAll(all(from, backwards));
    } else {
      options.setStream(stream(stream, from, backwards));
    }
    return ReadReq.newBuilder().setOptions(options).build();
  }

  private static ReadReq.Options.AllOptions all(long from, boolean backwards) {
    var all = ReadReq.Options.AllOptions.newBuilder();
    if (from >= 0) {
      all.setPosition(
          ReadReq.Options.Position.newBuilder().setCommitPosition(from).setPreparePosition(from));
    } else if (backwards) {
      all.setEnd(EMPTY);
    } else {
      all.setStart(EMPTY);
    }
    return all.build();
  }

  private static ReadReq.Options.StreamOptions stream(String name, long from, boolean backwards) {
    var stream = ReadReq.Options.StreamOptions.newBuilder().setStreamIdentifier(stream(name));
    if (from >= 0) {
      stream.setRevision(from);
    } else if (backwards) {
      stream.setEnd(EMPTY);
    } else {
      stream.setStart(EMPTY);
    }
    return stream.build();
  }

  /** A subscription to what comes. */
  static ReadReq tail(String stream) {
    ReadReq.Builder request = read(stream, -1, false, -1).toBuilder();
    if (stream.equals(ALL)) {
      request.getOptionsBuilder().getAllBuilder().setEnd(EMPTY);
    } else {
      request.getOptionsBuilder().getStreamBuilder().setEnd(EMPTY);
    }
    return request.build();
  }

  static AppendReq options(String stream, Expected expected) {
    var options = AppendReq.Options.newBuilder().setStreamIdentifier(stream(stream));
    switch (expected.kind()) {
      case ANY -> options.setAny(EMPTY);
      case NO_STREAM -> options.setNoStream(EMPTY);
      case EXISTS -> options.setStreamExists(EMPTY);
      case EXACTLY -> options.setRevision(expected.revision());
    }
    return AppendReq.newBuilder().setOptions(options).build();
  }

  static AppendReq event(String id, String type, boolean json, ByteString data) {
    return AppendReq.newBuilder()
        .setProposedMessage(
            AppendReq.ProposedMessage.newBuilder()
                .setId(UUID.newBuilder().setString(id))
                .putMetadata("type", type)
                .putMetadata("content-type", json ? "application/json" : "application/octet-stream")
                .setData(data))
        .build();
  }

  static DeleteReq delete(String stream, Expected expected) {
    var options = DeleteReq.Options.newBuilder().setStreamIdentifier(stream(stream));
    switch (expected.kind()) {
      case ANY -> options.setAny(EMPTY);
      case NO_STREAM -> options.setNoStream(EMPTY);
      case EXISTS -> options.setStreamExists(EMPTY);
      case EXACTLY -> options.setRevision(expected.revision());
    }
    return DeleteReq.newBuilder().setOptions(options).build();
  }

  static TombstoneReq tombstone(String stream, Expected expected) {
    var options = TombstoneReq.Options.newBuilder().setStreamIdentifier(stream(stream));
    switch (expected.kind()) {
      case ANY -> options.setAny(EMPTY);
      case NO_STREAM -> options.setNoStream(EMPTY);
      case EXISTS -> options.setStreamExists(EMPTY);
      case EXACTLY -> options.setRevision(expected.revision());
    }
    return TombstoneReq.newBuilder().setOptions(options).build();
  }
}
