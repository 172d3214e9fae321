package dev.trimaran.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads settings of the common kinds; what is wrong with one is told by its name and its value. */
final class Readings {

  private static final List<String> UNITS = List.of("k", "m", "g", "t");

  private final Resolution from;

  Readings(Resolution from) {
    this.from = from;
  }

  HostPort single(Setting setting) {
    List<HostPort> all = addresses(setting);
    if (all.size() != 1) {
      throw new ConfigException(
          "%s is '%s'; exactly one address is supported"
              .formatted(from.named(setting), from.text(setting)));
    }
    return all.getFirst();
  }

  List<HostPort> addresses(Setting setting) {
    return Arrays.stream(from.text(setting).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> HostPort.parse(from.named(setting), part))
        .toList();
  }

  long number(Setting setting, long least, long most) {
    String text = from.text(setting);
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // reported below with the range
    }
    throw new ConfigException(
        "%s is '%s'; it is a number from %d to %d"
            .formatted(from.named(setting), text, least, most));
  }

  String oneOf(Setting setting, Set<String> allowed) {
    String text = from.text(setting).toLowerCase(Locale.ROOT);
    if (allowed.contains(text)) {
      return text;
    }
    throw new ConfigException(
        "%s is '%s'; it is one of %s"
            .formatted(from.named(setting), text, allowed.stream().sorted().toList()));
  }

  /**
   * A number of bytes as Redis writes it: {@code 1k} is 1,000 of them, {@code 1kb} 1,024; so with
   * m, g and t.
   */
  long bytes(Setting setting) {
    String text = from.text(setting).toLowerCase(Locale.ROOT);
    boolean binary = text.endsWith("b");
    String rest = binary ? text.substring(0, text.length() - 1) : text;
    int unit = rest.isEmpty() ? -1 : UNITS.indexOf(rest.substring(rest.length() - 1));
    long factor = 1;
    for (int i = 0; i <= unit; i++) {
      factor *= binary ? 1024 : 1000;
    }
    try {
      long number = Long.parseLong(unit < 0 ? rest : rest.substring(0, rest.length() - 1));
      if (number >= 0) {
        return Math.multiplyExact(number, factor);
      }
    } catch (NumberFormatException | ArithmeticException _) {
      // reported below with examples
    }
    throw new ConfigException(
        "%s is '%s'; it is a number of bytes, such as 1048576, 512mb or 2gb"
            .formatted(from.named(setting), from.text(setting)));
  }
}
