package dev.trimaran.events.node.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Value;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record's properties as the JSON that readers get as an event's metadata. Equal properties give
 * equal bytes. How deep they are nested is bounded by the decoder of the message.
 */
final class PropertyDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Whole numbers that a double tells apart from their neighbours. */
  private static final double EXACT = 0x1p53;

  private PropertyDocument() {}

  /** Empty when there are no properties. */
  static byte[] of(Map<String, Value> properties) {
    if (properties.isEmpty()) {
      return new byte[0];
    }
    return JSON.writeValueAsString(object(properties)).getBytes(UTF_8);
  }

  private static ObjectNode object(Map<String, Value> fields) {
    ObjectNode object = JSON.createObjectNode();
    new TreeMap<>(fields).forEach((name, value) -> object.set(name, node(value)));
    return object;
  }

  private static JsonNode node(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> NODES.nullNode();
      case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
      case STRING_VALUE -> NODES.stringNode(value.getStringValue());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRUCT_VALUE -> object(value.getStructValue().getFieldsMap());
      case LIST_VALUE -> {
        ArrayNode list = JSON.createArrayNode();
        value.getListValue().getValuesList().forEach(item -> list.add(node(item)));
        yield list;
      }
    };
  }

  /** Numbers of the wire are doubles; those that are whole are written so. */
  private static JsonNode number(double number) {
    if (!Double.isFinite(number)) {
      throw Failures.invalid("a number of a property is finite, not " + number);
    }
    return number == Math.rint(number) && Math.abs(number) <= EXACT
        ? NODES.numberNode((long) number)
        : NODES.numberNode(number);
  }
}
