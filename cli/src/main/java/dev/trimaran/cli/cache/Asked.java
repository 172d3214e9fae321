package dev.trimaran.cli.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * One request and its reply, as plain data: text, number, null, or a list of such. Bytes that are
 * not UTF-8 are shown with replacement characters.
 */
final class Asked {

  private Asked() {}

  /** Sends a command with its arguments, and waits for the reply. */
  static @Nullable Object of(Connection connection, String command, List<String> arguments) {
    ProtocolCommand name = () -> command.getBytes(UTF_8);
    connection.sendCommand(
        name, arguments.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new));
    return plain(connection.getOne());
  }

  private static @Nullable Object plain(@Nullable Object reply) {
    return switch (reply) {
      case null -> null;
      case byte[] bytes -> new String(bytes, UTF_8);
      case List<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(element -> plain.add(plain(element)));
        yield plain;
      }
      case Number number -> number;
      case Exception failure -> "(error) " + failure.getMessage();
      default -> String.valueOf(reply);
    };
  }

  /** One line an element; null is {@code (nil)}. */
  static void print(PrintStream out, @Nullable Object reply) {
    if (reply instanceof List<?> list) {
      list.forEach(element -> print(out, element));
    } else {
      out.println(reply == null ? "(nil)" : reply.toString().stripTrailing());
    }
  }
}
