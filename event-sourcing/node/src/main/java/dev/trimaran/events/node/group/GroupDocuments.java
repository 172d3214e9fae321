package dev.trimaran.events.node.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.group.ConsumerStrategy;
import dev.trimaran.events.core.group.GroupCheckpoint;
import dev.trimaran.events.core.group.GroupSettings;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What groups write into their streams, as JSON. */
final class GroupDocuments {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GroupDocuments() {}

  // ---- the settings of all groups

  static byte[] configuration(Collection<GroupDefinition> definitions) {
    ObjectNode document = JSON.createObjectNode().put("version", 1);
    ArrayNode entries = document.putArray("entries");
    for (GroupDefinition definition : definitions) {
      write(definition, entries.addObject());
    }
    return bytes(document);
  }

  private static void write(GroupDefinition definition, ObjectNode entry) {
    GroupSettings settings = definition.settings();
    entry
        .put("stream", definition.key().stream())
        .put("group", definition.key().name())
        .put("startFrom", definition.startFrom())
        .put("start", settings.start())
        .put("resolveLinks", settings.resolveLinks())
        .put("extraStatistics", settings.extraStatistics())
        .put("messageTimeoutMs", settings.messageTimeoutMs())
        .put("maxRetryCount", settings.maxRetryCount())
        .put("liveBufferSize", settings.liveBufferSize())
        .put("readBatchSize", settings.readBatchSize())
        .put("historyBufferSize", settings.historyBufferSize())
        .put("checkpointAfterMs", settings.checkpointAfterMs())
        .put("minCheckpointCount", settings.minCheckpointCount())
        .put("maxCheckpointCount", settings.maxCheckpointCount())
        .put("maxSubscriberCount", settings.maxSubscriberCount())
        .put("strategy", settings.strategy().text());
    switch (definition.filter()) {
      case GroupFilter.All _ -> {}
      case GroupFilter.Prefix(EventFilter.Subject subject, List<String> prefixes) -> {
        ArrayNode array = entry.putObject("filter").put("of", subject.name()).putArray("prefixes");
        prefixes.forEach(array::add);
      }
      case GroupFilter.Regex(EventFilter.Subject subject, String expression) ->
          entry.putObject("filter").put("of", subject.name()).put("regex", expression);
    }
  }

  /**
   * The groups there are.
   *
   * @throws IllegalArgumentException when the document is not one
   */
  static List<GroupDefinition> definitions(byte[] configuration) {
    List<GroupDefinition> definitions = new ArrayList<>();
    try {
      for (JsonNode entry : JSON.readTree(configuration).path("entries")) {
        definitions.add(definition(entry));
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the settings of groups are no JSON: " + e.getMessage());
    }
    return definitions;
  }

  private static GroupDefinition definition(JsonNode entry) {
    var settings =
        new GroupSettings(
            entry.path("resolveLinks").asBoolean(),
            entry.path("start").asLong(),
            entry.path("extraStatistics").asBoolean(),
            entry.path("messageTimeoutMs").asInt(),
            entry.path("maxRetryCount").asInt(),
            entry.path("liveBufferSize").asInt(),
            entry.path("readBatchSize").asInt(),
            entry.path("historyBufferSize").asInt(),
            entry.path("checkpointAfterMs").asInt(),
            entry.path("minCheckpointCount").asInt(),
            entry.path("maxCheckpointCount").asInt(),
            entry.path("maxSubscriberCount").asInt(),
            ConsumerStrategy.of(entry.path("strategy").asString())
                .orElse(ConsumerStrategy.ROUND_ROBIN));
    var key = new GroupKey(entry.path("stream").asString(), entry.path("group").asString());
    return new GroupDefinition(
        key, settings, entry.path("startFrom").asString(), filter(entry.path("filter")));
  }

  private static GroupFilter filter(JsonNode filter) {
    if (filter.isMissingNode()) {
      return GroupFilter.ALL;
    }
    EventFilter.Subject subject = EventFilter.Subject.valueOf(filter.path("of").asString());
    if (filter.has("regex")) {
      return new GroupFilter.Regex(subject, filter.path("regex").asString());
    }
    List<String> prefixes = new ArrayList<>();
    filter.path("prefixes").forEach(prefix -> prefixes.add(prefix.asString()));
    return new GroupFilter.Prefix(subject, prefixes);
  }

  // ---- checkpoints

  /** A place as clients are told. */
  static String place(GroupKey key, long place) {
    return key.all() ? "C:" + place + "/P:" + place : Long.toString(place);
  }

  static byte[] checkpoint(GroupKey key, long place) {
    return JSON.writeValueAsString(place(key, place)).getBytes(UTF_8);
  }

  /** What is beside a checkpoint's place: how often messages beyond it were told. */
  static byte[] retries(Map<Long, Integer> retries) {
    ObjectNode document = JSON.createObjectNode();
    ObjectNode counts = document.putObject("retries");
    retries.forEach((place, count) -> counts.put(Long.toString(place), count));
    return bytes(document);
  }

  /** Empty when the event is none that a group wrote. */
  static Optional<GroupCheckpoint> checkpoint(RecordedEvent event) {
    try {
      String text = JSON.readTree(event.event().data()).asString();
      int end = text.indexOf('/');
      long place = Long.parseLong(end < 0 ? text : text.substring(2, end));
      Map<Long, Integer> retries = new HashMap<>();
      if (event.event().metadata().length > 0) {
        JSON.readTree(event.event().metadata())
            .path("retries")
            .properties()
            .forEach(one -> retries.put(Long.valueOf(one.getKey()), one.getValue().asInt()));
      }
      return Optional.of(new GroupCheckpoint(place, retries));
    } catch (JacksonException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  // ---- parked messages, metadata

  static byte[] parked(String reason, long added, long place) {
    return bytes(
        JSON.createObjectNode()
            .put("reason", reason)
            .put("added", added)
            .put("subscriptionEventNumber", place));
  }

  /** The metadata of a stream of which the events before {@code revision} are not to be seen. */
  static byte[] truncatedBefore(long revision) {
    return bytes(JSON.createObjectNode().put("$tb", revision));
  }

  /** The metadata of a group's checkpoints: the latest few, after those of a group before. */
  static byte[] latest(int count, long truncateBefore) {
    return bytes(JSON.createObjectNode().put("$maxCount", count).put("$tb", truncateBefore));
  }

  /** The {@code $correlationId} that an event's metadata tell; empty: none. */
  static Optional<String> correlation(byte[] metadata) {
    if (metadata.length == 0) {
      return Optional.empty();
    }
    try {
      JsonNode id = JSON.readTree(metadata).path("$correlationId");
      return id.isString() ? Optional.of(id.asString()) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(ObjectNode document) {
    return JSON.writeValueAsString(document).getBytes(UTF_8);
  }
}
