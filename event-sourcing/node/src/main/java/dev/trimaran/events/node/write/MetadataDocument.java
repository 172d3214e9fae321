package dev.trimaran.events.node.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stream's metadata as the JSON that its users wrote. */
final class MetadataDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MetadataDocument() {}

  /** The same document with another {@code $tb}; what is no JSON object is replaced. */
  static byte[] withTruncateBefore(byte[] document, long revision) {
    ObjectNode object = read(document);
    object.put("$tb", revision);
    return JSON.writeValueAsString(object).getBytes(UTF_8);
  }

  private static ObjectNode read(byte[] document) {
    try {
      JsonNode node = JSON.readTree(document);
      return node instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }
}
