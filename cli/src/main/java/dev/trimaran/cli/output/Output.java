package dev.trimaran.cli.output;

import dev.trimaran.cli.model.CliError;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the answers of one command in one format. */
public final class Output {

  private final Console console;
  private final OutputFormat format;

  public Output(Console console, OutputFormat format) {
    this.console = console;
    this.format = format;
  }

  /**
   * Writes one answer.
   *
   * @param data maps, lists, strings, numbers, booleans: what programs read
   * @param text writes what people read
   */
  public void answer(Object data, Consumer<PrintStream> text) {
    switch (format) {
      case table -> text.accept(console.out());
      case json -> console.out().println(Json.write(data));
      case yaml -> console.out().print("---\n" + Yaml.write(data));
    }
    console.out().flush();
  }

  /** As {@link #answer(Object, Consumer)} with one line for people. */
  public void answer(Object data, String line) {
    answer(data, out -> out.println(line));
  }

  /** Says something about work under way, to a person who watches. */
  public void progress(String line) {
    if (console.terminal() && format == OutputFormat.table) {
      console.err().println(line);
    }
  }

  /** Says something that a person should know; never part of the answer. */
  public void note(String line) {
    console.err().println(line);
  }

  /** Writes an error, to the stream for talk. */
  public void error(CliError error) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", error.code());
    body.put("message", error.message());
    body.put("hint", error.hint());
    body.put("definite", error.definite());
    Map<String, Object> document = Map.of("error", body);
    switch (format) {
      case table -> {
        console.err().println("trimaran: " + error.message());
        if (!error.hint().isEmpty()) {
          console.err().println("  next: " + error.hint());
        }
      }
      case json -> console.err().println(Json.write(document));
      case yaml -> console.err().print("---\n" + Yaml.write(document));
    }
    console.err().flush();
  }
}
