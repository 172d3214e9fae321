package dev.trimaran.cli.stream;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Json;
import dev.trimaran.events.client.streams.ReadResp;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events, as trees for programs and as lines for people. */
final class Events {

  private static final long TICKS_OF_A_MILLISECOND = 10_000;

  private Events() {}

  /** The event of a response; a link that leads nowhere stands for itself. */
  static ReadResp.ReadEvent.RecordedEvent of(ReadResp response) {
    ReadResp.ReadEvent read = response.getEvent();
    return read.hasEvent() ? read.getEvent() : read.getLink();
  }

  static CliError absent(String stream) {
    return new CliError(ExitCode.NOT_FOUND, "NOT_FOUND", "there is no stream " + stream, "");
  }

  static Map<String, Object> data(ReadResp.ReadEvent.RecordedEvent event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("stream", event.getStreamIdentifier().getStreamName().toStringUtf8());
    data.put("revision", event.getStreamRevision());
    data.put("position", event.getCommitPosition());
    data.put("id", event.getId().getString());
    data.put("type", event.getMetadataOrDefault("type", ""));
    data.put("created", created(event));
    put(data, "data", event.getData());
    put(data, "metadata", event.getCustomMetadata());
    return data;
  }

  private static void put(Map<String, Object> data, String name, ByteString bytes) {
    if (bytes.isEmpty()) {
      return;
    }
    if (bytes.isValidUtf8()) {
      data.put(name, bytes.toStringUtf8());
    } else {
      data.put(name + "_base64", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
  }

  private static String created(ReadResp.ReadEvent.RecordedEvent event) {
    long ticks = Long.parseLong(event.getMetadataOrDefault("created", "0"));
    return Instant.ofEpochMilli(ticks / TICKS_OF_A_MILLISECOND).toString();
  }

  /** {@code revision@stream type data}, data that is no text by its size. */
  static void print(PrintStream out, ReadResp.ReadEvent.RecordedEvent event) {
    ByteString bytes = event.getData();
    String shown = bytes.isValidUtf8() ? bytes.toStringUtf8() : bytes.size() + " bytes";
    out.println(
        event.getStreamRevision()
            + "@"
            + event.getStreamIdentifier().getStreamName().toStringUtf8()
            + "  "
            + event.getMetadataOrDefault("type", "")
            + "  "
            + (shown.indexOf('\n') < 0 ? shown : Json.write(shown)));
  }
}
