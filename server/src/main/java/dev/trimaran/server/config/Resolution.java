package dev.trimaran.server.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The text of every setting: from a flag, else the environment, else the file, else the default.
 *
 * @param values every setting
 * @param warnings what was odd and is no error, one line each
 */
public record Resolution(Map<Setting, Value> values, List<String> warnings) {

  /** Variables of the launcher, which share the prefix. */
  private static final Set<String> LAUNCHER =
      Set.of("TRIMARAN_JAVA_HOME", "TRIMARAN_JAVA_OPTS", "TRIMARAN_NO_BUILD", "TRIMARAN_CONFIG");

  public Resolution {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    warnings = List.copyOf(warnings);
  }

  /**
   * Gathers all sources.
   *
   * @throws ConfigException on an unknown flag or key, or an unreadable file
   */
  public static Resolution of(
      Dialect dialect, List<String> words, Map<String, String> environment) {
    CommandLine line = CommandLine.parse(dialect, words);
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, new Value(dialect.fallback(setting), new Origin.Default()));
    }
    String file = line.file();
    if (file == null && dialect.flags().containsKey("config")) {
      file = environment.get(dialect.variablePrefix() + "CONFIG");
    }
    if (file != null) {
      values.putAll(ConfigFile.read(file));
    }
    List<String> warnings = new ArrayList<>();
    values.putAll(variables(dialect, environment, warnings));
    values.putAll(line.values());
    return new Resolution(values, warnings);
  }

  /**
   * An unknown variable is a warning, not an error: orchestrators put variables of their own under
   * the name of a service.
   */
  private static Map<Setting, Value> variables(
      Dialect dialect, Map<String, String> environment, List<String> warnings) {
    Map<String, Meaning> known = new TreeMap<>();
    dialect
        .flags()
        .forEach((flag, meaning) ->
            known.put(Setting.variable(dialect.variablePrefix(), flag), meaning));
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    environment.forEach((variable, text) -> {
      if (!variable.startsWith(dialect.variablePrefix()) || LAUNCHER.contains(variable)) {
        return;
      }
      Meaning meaning = known.get(variable);
      if (meaning == null) {
        warnings.add(
            "unknown environment variable %s is ignored; the nearest is %s"
                .formatted(variable, Nearest.to(variable, known.keySet())));
        return;
      }
      switch (meaning) {
        case Meaning.Sets sets ->
            values.put(sets.setting(), new Value(text, new Origin.Environment(variable)));
        case Meaning.NamesFile _, Meaning.Ignored _ -> {}
        case Meaning.Refused refused -> CommandLine.refuse(variable, refused, text);
      }
    });
    return values;
  }

  /** The value of a setting; there is one for each. */
  Value value(Setting setting) {
    return Objects.requireNonNull(values.get(setting));
  }

  String text(Setting setting) {
    return value(setting).text().strip();
  }

  /** How a message names a setting: by what gave it its value. */
  String named(Setting setting) {
    Origin origin = value(setting).origin();
    return switch (origin) {
      case Origin.Default _ -> "--" + setting.flag();
      case Origin.Flag flag -> "--" + flag.name();
      case Origin.Environment variable -> variable.variable();
      case Origin.File file -> setting.key() + " in " + file.path();
    };
  }

  /** One line a setting: key, value and origin. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    values.forEach((setting, value) ->
        text.append(
            "%-32s %-40s # %s%n"
                .formatted(
                    setting.key(),
                    setting.isSecret() && !value.text().isEmpty() ? "(hidden)" : value.text(),
                    value.origin())));
    return text.toString();
  }
}
