package dev.trimaran.events.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A user as the JSON of an event. */
final class UserDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private UserDocument() {}

  static byte[] write(User user) {
    ObjectNode object = JSON.createObjectNode();
    object.put("loginName", user.login());
    object.put("fullName", user.fullName());
    ArrayNode groups = object.putArray("groups");
    user.groups().forEach(groups::add);
    object.put("disabled", user.disabled());
    object.put("iterations", user.password().iterations());
    object.put("salt", user.password().salt());
    object.put("hash", user.password().hash());
    return JSON.writeValueAsString(object).getBytes(UTF_8);
  }

  /** Null when it is not such a document: somebody wrote to the stream by hand. */
  static @Nullable User read(byte[] document, long updated) {
    try {
      JsonNode object = JSON.readTree(document);
      List<String> groups = new ArrayList<>();
      object.path("groups").forEach(group -> groups.add(group.asString()));
      int iterations = object.path("iterations").asInt(0);
      String login = object.path("loginName").asString("");
      if (login.isEmpty() || iterations <= 0) {
        return null;
      }
      return new User(
          login,
          object.path("fullName").asString(""),
          groups,
          object.path("disabled").asBoolean(false),
          new PasswordHash(
              iterations, object.path("salt").asString(""), object.path("hash").asString("")),
          updated);
    } catch (JacksonException e) {
      return null;
    }
  }
}
