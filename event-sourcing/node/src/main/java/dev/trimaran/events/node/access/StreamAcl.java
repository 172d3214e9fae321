package dev.trimaran.events.node.access;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rights on a stream, as its metadata gives them.
 *
 * @param roles who may; what has no entry is as elsewhere
 */
record StreamAcl(Map<Right, Set<String>> roles) {

  /** What one may do with a stream, and its key in an access control list. */
  enum Right {
    READ("$r"),
    WRITE("$w"),
    DELETE("$d"),
    READ_METADATA("$mr"),
    WRITE_METADATA("$mw");

    private final String key;

    Right(String key) {
      this.key = key;
    }
  }

  static final StreamAcl NONE = new StreamAcl(Map.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  StreamAcl {
    roles = Map.copyOf(roles);
  }

  /** All rights for one role. */
  static StreamAcl all(String role) {
    Map<Right, Set<String>> roles = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      roles.put(right, Set.of(role));
    }
    return new StreamAcl(roles);
  }

  /** This list, and for what it does not say another. */
  StreamAcl orElse(StreamAcl other) {
    Map<Right, Set<String>> merged = new EnumMap<>(Right.class);
    merged.putAll(other.roles);
    merged.putAll(roles);
    return new StreamAcl(merged);
  }

  boolean allows(Identity identity, Right right) {
    return roles.getOrDefault(right, Set.of()).stream().anyMatch(identity.roles()::contains);
  }

  /**
   * Reads one out of a document.
   *
   * @param key whose value the list is
   */
  static StreamAcl read(byte[] document, String key) {
    try {
      return read(JSON.readTree(document).path(key));
    } catch (JacksonException e) {
      return NONE;
    }
  }

  private static StreamAcl read(JsonNode list) {
    Map<Right, Set<String>> roles = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      JsonNode entry = list.path(right.key);
      if (entry.isString()) {
        roles.put(right, Set.of(entry.asString()));
      } else if (entry.isArray()) {
        Set<String> several = new HashSet<>();
        entry.forEach(role -> several.add(role.asString()));
        roles.put(right, several);
      }
    }
    return new StreamAcl(roles);
  }
}
