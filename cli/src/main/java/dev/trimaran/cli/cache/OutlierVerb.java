package dev.trimaran.cli.cache;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.cli.output.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verbs that tell which keys stand out; only Trimaran's cache knows them. */
abstract sealed class OutlierVerb implements Runnable {

  private final Console console;

  @Mixin private final CacheOptions connection = new CacheOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--count", paramLabel = "N", description = "How many; ${DEFAULT-VALUE}.")
  int count = 10;

  OutlierVerb(Console console) {
    this.console = console;
  }

  /** Asks, and shows the named fields of each answer as a column. */
  void show(String command, List<String> arguments, List<String> fields) {
    if (count < 1) {
      throw new CliError(
          ExitCode.USAGE,
          "USAGE",
          "--count is " + count + ", but at least one key is asked for",
          "--count 10");
    }
    Object reply = connection.ask(open -> Asked.of(open, command, arguments));
    List<Map<String, Object>> rows = new ArrayList<>();
    if (reply instanceof List<?> all) {
      all.forEach(each -> rows.add(row((List<?>) each)));
    }
    Table table =
        new Table(
            fields.stream()
                .map(field -> field.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
    for (Map<String, Object> row : rows) {
      table.row(fields.stream().map(field -> row.getOrDefault(field, "")).toArray());
    }
    output.on(console).answer(Map.of("keys", rows), table::print);
  }

  /** Names and values in turn. */
  private static Map<String, Object> row(List<?> flat) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      Object value = flat.get(i + 1);
      row.put(String.valueOf(flat.get(i)), value instanceof Number ? value : String.valueOf(value));
    }
    return row;
  }

  /** {@code trimaran cache hotkeys}. */
  @Command(
      name = "hotkeys",
      description = "The keys that most requests go to, in the last one to two minutes.",
      mixinStandardHelpOptions = true)
  static final class Hot extends OutlierVerb {

    Hot(Console console) {
      super(console);
    }

    @Override
    public void run() {
      show(
          "HOTKEYS",
          List.of(Integer.toString(count)),
          List.of("key", "database", "ops_per_second", "error", "percent"));
    }
  }

  /** {@code trimaran cache bigkeys}. */
  @Command(
      name = "bigkeys",
      description = "The keys that hold most.",
      mixinStandardHelpOptions = true)
  static final class Big extends OutlierVerb {

    @Option(names = "--by", paramLabel = "WHAT", description = "bytes or elements.")
    String by = "bytes";

    Big(Console console) {
      super(console);
    }

    @Override
    public void run() {
      if (!by.equals("bytes") && !by.equals("elements")) {
        throw new CliError(
            ExitCode.USAGE,
            "USAGE",
            "--by is " + by + ", but keys are ordered by bytes or by elements",
            "--by elements");
      }
      show(
          "BIGKEYS",
          List.of(Integer.toString(count), "BY", by),
          List.of("key", "database", "type", "bytes", "elements"));
    }
  }
}
