package dev.trimaran.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Histories as JSON lines, one operation a line: {@code
 * {"op":7,"process":2,"f":"put","key":"a","value":"1","invoked":14,"ended":17,"t":[1200,3400],
 * "outcome":"ok","answer":{...}}}. Absent: what is null or not known.
 */
public final class HistoryLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryLines() {}

  /** One line, without its end, for each operation. */
  public static List<String> write(History history) {
    return history.operations().stream().map(HistoryLines::write).toList();
  }

  /**
   * The reverse; empty lines are passed over.
   *
   * @throws IllegalArgumentException that names the line which is not an operation
   */
  public static History read(List<String> lines) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          operations.add(operation(JSON.readTree(lines.get(i))));
        } catch (JacksonException | IllegalArgumentException malformed) {
          throw new IllegalArgumentException(
              "line " + (i + 1) + " is not an operation: " + malformed.getMessage(), malformed);
        }
      }
    }
    return new History(operations);
  }

  private static String write(Operation operation) {
    ObjectNode line = JSON.createObjectNode();
    line.put("op", operation.id()).put("process", operation.process());
    write(operation.command(), line);
    line.put("invoked", operation.invoked());
    if (operation.ended() != Operation.NEVER) {
      line.put("ended", operation.ended());
    }
    line.putArray("t").add(operation.invokedNanos()).add(operation.endedNanos());
    line.put("outcome", operation.outcome().name().toLowerCase(Locale.ROOT));
    Answer answer = operation.answer();
    if (answer != null) {
      write(answer, line.putObject("answer"));
    }
    return line.toString();
  }

  private static void write(Command command, ObjectNode line) {
    switch (command) {
      case Command.Get get -> line.put("f", "get").put("key", get.key());
      case Command.Put put -> line.put("f", "put").put("key", put.key()).put("value", put.value());
      case Command.CompareAndSet cas ->
          line.put("f", "cas")
              .put("key", cas.key())
              .put("expected", cas.expected())
              .put("value", cas.value());
      case Command.Delete delete -> line.put("f", "delete").put("key", delete.key());
    }
  }

  private static void write(Answer answer, ObjectNode into) {
    into.put("succeeded", answer.succeeded());
    if (answer.value() != null) {
      into.put("value", answer.value());
    }
    number(into, "revision", answer.revision());
    number(into, "modRevision", answer.modRevision());
    number(into, "version", answer.version());
  }

  private static void number(ObjectNode into, String name, long value) {
    if (value != Answer.NOT_GIVEN) {
      into.put(name, value);
    }
  }

  private static Operation operation(JsonNode line) {
    JsonNode times = required(line, "t");
    JsonNode answer = line.get("answer");
    return new Operation(
        required(line, "op").asLong(),
        required(line, "process").asInt(),
        command(line),
        required(line, "invoked").asLong(),
        line.has("ended") ? required(line, "ended").asLong() : Operation.NEVER,
        times.get(0).asLong(),
        times.get(1).asLong(),
        Outcome.valueOf(required(line, "outcome").asString().toUpperCase(Locale.ROOT)),
        answer == null ? null : answer(answer));
  }

  private static Command command(JsonNode line) {
    String key = required(line, "key").asString();
    String function = required(line, "f").asString();
    return switch (function) {
      case "get" -> new Command.Get(key);
      case "put" -> new Command.Put(key, required(line, "value").asString());
      case "cas" ->
          new Command.CompareAndSet(
              key, required(line, "expected").asString(), required(line, "value").asString());
      case "delete" -> new Command.Delete(key);
      default -> throw new IllegalArgumentException("unknown function " + function);
    };
  }

  private static Answer answer(JsonNode node) {
    @Nullable JsonNode value = node.get("value");
    return new Answer(
        required(node, "succeeded").asBoolean(),
        value == null ? null : value.asString(),
        number(node, "revision"),
        number(node, "modRevision"),
        number(node, "version"));
  }

  private static long number(JsonNode node, String name) {
    return node.has(name) ? required(node, name).asLong() : Answer.NOT_GIVEN;
  }

  private static JsonNode required(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }
}
