package dev.trimaran.cli.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of what {@code INFO} answers. */
final class InfoFields {

  private InfoFields() {}

  static Map<String, String> of(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.contains(":"))
        .forEach(line -> {
          int colon = line.indexOf(':');
          fields.put(line.substring(0, colon), line.substring(colon + 1));
        });
    return fields;
  }
}
