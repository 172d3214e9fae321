package dev.trimaran.events.node.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.client.records.AppendRecord;
import dev.trimaran.events.client.records.SchemaFormat;
import dev.trimaran.events.client.records.SchemaInfo;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records as events: the schema's name is the type, properties are metadata. Of a format that a
 * content type does not tell, and of a schema's id, a property remains.
 */
final class ProposedRecords {

  private static final String FORMAT = "$schema.format";
  private static final String SCHEMA_ID = "$schema.id";

  private ProposedRecords() {}

  /** The name of a stream that may be written. */
  static String stream(String name, EventLimits limits) {
    checkName(name, limits);
    if (!StreamNames.mayBeWritten(name)) {
      throw Failures.accessDenied("nobody writes to the stream " + name);
    }
    return name;
  }

  /** The name of a stream that may be looked at. */
  static String checkName(String name, EventLimits limits) {
    // A character takes three bytes of UTF-8 at most.
    boolean fits =
        name.length() * 3L <= limits.streamNameBytes()
            || ByteString.copyFromUtf8(name).size() <= limits.streamNameBytes();
    if (name.isEmpty() || !fits) {
      throw Failures.invalid(
          "a stream's name is 1 to " + limits.streamNameBytes() + " bytes of UTF-8");
    }
    return name;
  }

  /** An expectation of a writer. */
  static ExpectedRevision expected(long number) {
    if (number == Revisions.SOFT_DELETED || number == Revisions.TOMBSTONED) {
      throw Failures.invalid("a deleted stream is expected by a check, not by a write");
    }
    return checked(number);
  }

  /** An expectation of a check. */
  static ExpectedRevision checked(long number) {
    if (number >= 0) {
      return ExpectedRevision.exactly(number);
    }
    return switch ((int) Math.max(number, Integer.MIN_VALUE)) {
      case (int) Revisions.ANY -> ExpectedRevision.ANY;
      case (int) Revisions.NO_STREAM -> ExpectedRevision.NO_STREAM;
      case (int) Revisions.EXISTS -> ExpectedRevision.STREAM_EXISTS;
      case (int) Revisions.SOFT_DELETED -> ExpectedRevision.SOFT_DELETED;
      case (int) Revisions.TOMBSTONED -> ExpectedRevision.TOMBSTONED;
      default ->
          throw Failures.invalid(
              "an expected state is a revision, -1 (no stream), -2 (any), -4 (exists),"
                  + " -5 (deleted) or -6 (deleted for ever), not "
                  + number);
    };
  }

  /** The event of a record; who gave it no id gets one, and cannot send it again. */
  static ProposedEvent event(
      String stream, AppendRecord record, EventLimits limits, Randomness randomness) {
    SchemaInfo schema = record.getSchema();
    if (schema.getName().isEmpty()) {
      throw Failures.invalid("a record has a schema with a name");
    }
    ContentType contentType =
        switch (schema.getFormat()) {
          case SCHEMA_FORMAT_JSON -> ContentType.JSON;
          case SCHEMA_FORMAT_PROTOBUF, SCHEMA_FORMAT_AVRO, SCHEMA_FORMAT_BYTES ->
              ContentType.BINARY;
          case SCHEMA_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
              throw Failures.invalid("the format of a schema is JSON, PROTOBUF, AVRO or BYTES");
        };
    EventId id =
        record.hasRecordId()
            ? Ids.read(UUID.newBuilder().setString(record.getRecordId()).build())
            : EventId.random(randomness);
    byte[] metadata = PropertyDocument.of(properties(record));
    int bytes = record.getData().size() + metadata.length;
    if (bytes < 0 || bytes > limits.eventBytes()) {
      throw RecordFailures.recordTooLarge(stream, Ids.text(id), bytes, limits.eventBytes());
    }
    return new ProposedEvent(
        id, schema.getName(), contentType, record.getData().toByteArray(), metadata, List.of());
  }

  private static Map<String, Value> properties(AppendRecord record) {
    Map<String, Value> properties = new HashMap<>(record.getPropertiesMap());
    for (String name : properties.keySet()) {
      if (name.startsWith("$schema.") || name.startsWith("$record.")) {
        throw Failures.invalid("the property " + name + " is the system's; choose another name");
      }
    }
    SchemaInfo schema = record.getSchema();
    if (schema.getFormat() == SchemaFormat.SCHEMA_FORMAT_PROTOBUF) {
      properties.put(FORMAT, text("protobuf"));
    } else if (schema.getFormat() == SchemaFormat.SCHEMA_FORMAT_AVRO) {
      properties.put(FORMAT, text("avro"));
    }
    if (schema.hasId()) {
      properties.put(SCHEMA_ID, text(schema.getId()));
    }
    return properties;
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
