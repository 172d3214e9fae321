package dev.trimaran.server.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What flags say, in the words of one {@link Dialect}.
 *
 * @param file the configuration file, or null
 * @param values settings given by flags
 */
record CommandLine(@Nullable String file, Map<Setting, Value> values) {

  static CommandLine parse(Dialect dialect, List<String> words) {
    return new Parser(dialect, words).parse();
  }

  private static final class Parser {

    private final Dialect dialect;
    private final List<String> words;
    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
    private @Nullable String file;
    private int at;

    Parser(Dialect dialect, List<String> words) {
      this.dialect = dialect;
      this.words = words;
    }

    CommandLine parse() {
      while (at < words.size()) {
        String word = words.get(at++);
        if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
          throw new ConfigException(
              "'%s' is not a flag; %s takes flags only".formatted(word, dialect.command()));
        }
        flag(word.substring(word.startsWith("--") ? 2 : 1));
      }
      return new CommandLine(file, values);
    }

    private void flag(String text) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      Meaning meaning = dialect.flags().get(name);
      if (meaning == null) {
        throw new ConfigException(
            "unknown flag --%s; the nearest is --%s (all: %s --help)"
                .formatted(name, Nearest.to(name, dialect.flags().keySet()), dialect.command()));
      }
      apply(name, meaning, equals < 0 ? value(name, meaning) : text.substring(equals + 1));
    }

    private String value(String name, Meaning meaning) {
      if (meaning.standsAlone()) {
        return "true";
      }
      if (at == words.size()) {
        throw new ConfigException("flag --%s needs a value".formatted(name));
      }
      return words.get(at++);
    }

    private void apply(String name, Meaning meaning, String value) {
      switch (meaning) {
        case Meaning.Sets sets ->
            values.put(sets.setting(), new Value(value, new Origin.Flag(name)));
        case Meaning.NamesFile _ -> file = value;
        case Meaning.Ignored _ -> {}
        case Meaning.Refused refused -> refuse("--" + name, refused, value);
      }
    }
  }

  static void refuse(String name, Meaning.Refused refused, String value) {
    if (!value.equals(refused.harmless())) {
      throw new ConfigException(
          "%s is not supported yet (given: '%s'); leave it out".formatted(name, value));
    }
  }
}
