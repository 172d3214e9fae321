package dev.trimaran.server.config;

/** The help of a {@link Dialect}. */
public final class Usage {

  private Usage() {}

  /** All flags with their defaults. */
  public static String of(Dialect dialect) {
    StringBuilder text = new StringBuilder();
    text.append("Usage: ").append(dialect.command()).append(" [--flag value]...\n\n");
    dialect
        .flags()
        .forEach((flag, meaning) -> {
          switch (meaning) {
            case Meaning.Sets sets -> {
              String fallback = dialect.fallback(sets.setting());
              text.append(
                  "  --%-30s %s%s%n"
                      .formatted(
                          flag,
                          sets.setting().what(),
                          fallback.isEmpty() ? "" : " (default: " + fallback + ")"));
            }
            case Meaning.NamesFile _ ->
                text.append("  --%-30s %s%n".formatted(flag, "file of settings, TOML or JSON"));
            case Meaning.Ignored _, Meaning.Refused _ -> {}
          }
        });
    text.append("  --%-30s %s%n".formatted("print-config", "print every value and its source"));
    text.append("\nEvery flag can be given as an environment variable: ")
        .append(Setting.variable(dialect.variablePrefix(), "data-dir"))
        .append(" for --data-dir.\nFlags win over the environment, that over a file.\n");
    return text.toString();
  }
}
