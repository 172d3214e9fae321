package dev.trimaran.cli.output;

import picocli.CommandLine.Option;

/** The option that every command has. */
public final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "How answers and errors are written: table, json or yaml (default: table).")
  OutputFormat format = OutputFormat.table;

  /** The writer of answers in the format that was asked for. */
  public Output on(Console console) {
    return new Output(console, format);
  }
}
