package dev.trimaran.cli.cache;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs that are one request. */
abstract sealed class CacheVerb implements Runnable {

  private final Console console;

  @Mixin private final CacheOptions connection = new CacheOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  CacheVerb(Console console) {
    this.console = console;
  }

  @Nullable Object ask(String command, List<String> arguments) {
    return connection.ask(open -> Asked.of(open, command, arguments));
  }

  Output answers() {
    return output.on(console);
  }

  /** For people one line, for programs an object with one field. */
  void answer(String field, Object value) {
    answers().answer(Map.of(field, value), out -> Asked.print(out, value));
  }

  static CliError absent(String key) {
    return new CliError(ExitCode.NOT_FOUND, "NOT_FOUND", "there is no key " + key, "");
  }

  /** {@code trimaran cache get}. */
  @Command(
      name = "get",
      description = "Prints the string of a key.",
      mixinStandardHelpOptions = true)
  static final class Get extends CacheVerb {

    @Parameters(paramLabel = "KEY")
    String key = "";

    Get(Console console) {
      super(console);
    }

    @Override
    public void run() {
      Object value = ask("GET", List.of(key));
      if (value == null) {
        throw absent(key);
      }
      answer("value", value);
    }
  }

  /** {@code trimaran cache set}. */
  @Command(name = "set", description = "Sets the string of a key.", mixinStandardHelpOptions = true)
  static final class Set extends CacheVerb {

    @Parameters(paramLabel = "KEY", index = "0")
    String key = "";

    @Parameters(paramLabel = "VALUE", index = "1")
    String value = "";

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "It expires after so long.")
    @Nullable Double ttlSeconds;

    @Option(names = "--if-absent", description = "Only where the key does not exist.")
    boolean ifAbsent;

    @Option(names = "--if-present", description = "Only where the key exists.")
    boolean ifPresent;

    Set(Console console) {
      super(console);
    }

    @Override
    public void run() {
      List<String> arguments = new ArrayList<>(List.of(key, value));
      if (ttlSeconds != null) {
        arguments.addAll(List.of("PX", Long.toString(Math.round(ttlSeconds * 1000))));
      }
      if (ifAbsent) {
        arguments.add("NX");
      }
      if (ifPresent) {
        arguments.add("XX");
      }
      Object done = ask("SET", arguments);
      if (done == null) {
        throw new CliError(
            ExitCode.NOT_FOUND,
            "CONDITION",
            "the key " + key + (ifAbsent ? " exists already" : " does not exist"),
            "");
      }
      answer("set", done);
    }
  }

  /** {@code trimaran cache del}. */
  @Command(
      name = "del",
      description = "Removes keys, and prints how many.",
      mixinStandardHelpOptions = true)
  static final class Del extends CacheVerb {

    @Parameters(paramLabel = "KEY", arity = "1..*")
    List<String> keys = List.of();

    Del(Console console) {
      super(console);
    }

    @Override
    public void run() {
      answer("removed", String.valueOf(ask("DEL", keys)));
    }
  }

  /** {@code trimaran cache ttl}. */
  @Command(
      name = "ttl",
      description = "Prints the seconds that a key has left, or none.",
      mixinStandardHelpOptions = true)
  static final class Ttl extends CacheVerb {

    @Parameters(paramLabel = "KEY")
    String key = "";

    Ttl(Console console) {
      super(console);
    }

    @Override
    public void run() {
      long millis = Long.parseLong(String.valueOf(ask("PTTL", List.of(key))));
      if (millis == -2) {
        throw absent(key);
      }
      answer("ttl_seconds", millis < 0 ? "none" : millis / 1000.0);
    }
  }

  /** {@code trimaran cache expire}. */
  @Command(name = "expire", description = "Lets a key expire.", mixinStandardHelpOptions = true)
  static final class Expire extends CacheVerb {

    @Parameters(paramLabel = "KEY", index = "0")
    String key = "";

    @Parameters(paramLabel = "SECONDS", index = "1")
    double seconds;

    Expire(Console console) {
      super(console);
    }

    @Override
    public void run() {
      Object done = ask("PEXPIRE", List.of(key, Long.toString(Math.round(seconds * 1000))));
      if (!Long.valueOf(1).equals(done)) {
        throw absent(key);
      }
      answer("expires_in_seconds", seconds);
    }
  }

  /** {@code trimaran cache info}. */
  @Command(
      name = "info",
      description = "What the cache says of itself, in all sections or some.",
      mixinStandardHelpOptions = true)
  static final class Info extends CacheVerb {

    @Parameters(paramLabel = "SECTION", arity = "0..*")
    List<String> sections = List.of();

    Info(Console console) {
      super(console);
    }

    @Override
    public void run() {
      String text = String.valueOf(ask("INFO", sections));
      Map<String, String> fields = InfoFields.of(text);
      answers().answer(fields, out -> text.lines().forEach(out::println));
    }
  }

  /** {@code trimaran cache do}. */
  @Command(
      name = "do",
      description = "Any command of the protocol: trimaran cache do HSET user:1 name Ada",
      mixinStandardHelpOptions = true)
  static final class Do extends CacheVerb {

    @Parameters(paramLabel = "COMMAND", index = "0")
    String command = "";

    @Parameters(paramLabel = "ARGUMENT", index = "1..*", arity = "0..*")
    List<String> arguments = List.of();

    Do(Console console) {
      super(console);
    }

    @Override
    public void run() {
      Object reply = ask(command, arguments);
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("reply", reply);
      answers().answer(data, out -> Asked.print(out, reply));
    }
  }
}
