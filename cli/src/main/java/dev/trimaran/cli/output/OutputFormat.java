package dev.trimaran.cli.output;

/** The forms of an answer. */
public enum OutputFormat {
  /** For people. */
  table,
  /** One JSON document a line. */
  json,
  /** One YAML document, each started by {@code ---}. */
  yaml
}
