package dev.trimaran.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads a file of settings: TOML, or JSON when its name ends so. */
final class ConfigFile {

  private ConfigFile() {}

  static Map<Setting, Value> read(String path) {
    ObjectMapper mapper = path.endsWith(".json") ? JsonMapper.shared() : new TomlMapper();
    JsonNode root;
    try {
      root = mapper.readTree(Files.readString(Path.of(path)));
    } catch (IOException e) {
      throw new ConfigException("the file %s cannot be read: %s".formatted(path, e.getMessage()));
    } catch (JacksonException e) {
      throw new ConfigException(
          "the file %s is not well-formed: %s".formatted(path, e.getOriginalMessage()));
    }
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    collect(path, "", root, values);
    return values;
  }

  private static void collect(
      String path, String prefix, JsonNode node, Map<Setting, Value> values) {
    for (var property : node.properties()) {
      String key = prefix + property.getKey();
      JsonNode value = property.getValue();
      if (value.isObject()) {
        collect(path, key + ".", value, values);
      } else {
        values.put(known(path, key), new Value(text(value), new Origin.File(path)));
      }
    }
  }

  private static Setting known(String path, String key) {
    return Setting.ofKey(key)
        .orElseThrow(() ->
            new ConfigException(
                "unknown key %s in %s; the nearest is %s"
                    .formatted(key, path, Nearest.to(key, keys()))));
  }

  private static List<String> keys() {
    return Arrays.stream(Setting.values()).map(Setting::key).toList();
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
        : value.asString();
  }
}
