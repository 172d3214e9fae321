package dev.trimaran.cli.cache;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import redis.clients.jedis.Connection;

/** {@code trimaran cache scan}. */
@Command(
    name = "scan",
    description = "Lists keys in their order, without blocking the cache.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Runnable {

  private final Console console;

  @Mixin private final CacheOptions connection = new CacheOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--match", paramLabel = "PATTERN", description = "With *, ? and [...].")
  @Nullable String pattern;

  @Option(names = "--type", paramLabel = "TYPE", description = "string, hash, list, set, zset.")
  @Nullable String type;

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<String> keys = List.copyOf(connection.ask(this::scan));
    output.on(console).answer(Map.of("keys", keys), out -> keys.forEach(out::println));
  }

  private SortedSet<String> scan(Connection open) {
    SortedSet<String> keys = new TreeSet<>();
    String cursor = "0";
    do {
      List<String> arguments = new ArrayList<>(List.of(cursor, "COUNT", "1000"));
      if (pattern != null) {
        arguments.addAll(List.of("MATCH", pattern));
      }
      if (type != null) {
        arguments.addAll(List.of("TYPE", type));
      }
      List<?> reply = (List<?>) Asked.of(open, "SCAN", arguments);
      cursor = reply == null ? "0" : String.valueOf(reply.get(0));
      if (reply != null && reply.get(1) instanceof List<?> found) {
        found.forEach(key -> keys.add(String.valueOf(key)));
      }
    } while (!cursor.equals("0"));
    return keys;
  }
}
