package dev.trimaran.cache.core.server;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.keys.ObjectCommand;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.scan.Pattern;
import dev.trimaran.cache.core.settings.MemorySize;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What of {@code DEBUG} the tests of clients and tools use, where {@code enable-debug-command} lets
 * them.
 */
final class DebugCommand {

  /** The whole server sleeps: no longer than that. */
  private static final double MOST_SECONDS = 60;

  private static final long MOST_PACKED = 1L << 32;
  private static final Refused FORBIDDEN =
      new Refused(
          "ERR DEBUG command not allowed. If the enable-debug-command option is set to \"local\","
              + " you can run it from a local connection, otherwise you need to set this option in"
              + " the configuration file, and then restart the server.");
  private static final Refused NO_SUCH_KEY = new Refused("ERR no such key");
  private static final Refused BAD_THRESHOLD =
      new Refused("ERR argument must be a memory value bigger than 1 and smaller than 4gb");
  private static final List<String> HELP =
      List.of(
          "DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
          "ERROR <string>",
          "    Answer with this error.",
          "OBJECT <key>",
          "    Tell how the value of a key is kept.",
          "QUICKLIST-PACKED-THRESHOLD <size>",
          "    Is taken and changes nothing.",
          "SET-ACTIVE-EXPIRE <0|1>",
          "    Remove what has expired by itself, or only when it is asked for.",
          "SLEEP <seconds>",
          "    Let the whole server sleep, for 60 seconds at most.",
          "STRINGMATCH-LEN <length> <pattern>",
          "    Match a text of that many times 'a' with a pattern.",
          "HELP",
          "    Print this help.");

  private final Server server;

  private DebugCommand(Server server) {
    this.server = server;
  }

  static void register(CommandTable table, Server server) {
    table.add(
        ServerCommands.spec("debug", -2, "1.0.0", ADMIN, NOSCRIPT, LOADING, STALE)
            .does("Serves the tests of clients and tools.", "subcommand [argument [argument ...]]")
            .runs(new DebugCommand(server)::run));
  }

  private void run(Call call) {
    checkAllowed(call);
    String name = call.arguments().text(1).toUpperCase(Locale.ROOT);
    switch (name + " " + (call.count() - 2)) {
      case "HELP 0" -> {
        call.reply().array(HELP.size());
        HELP.forEach(call.reply()::simple);
      }
      case "SLEEP 1" -> sleep(call);
      case "OBJECT 1" -> object(call);
      case "ERROR 1" -> throw new Refused(call.arguments().text(2));
      case "SET-ACTIVE-EXPIRE 1" -> {
        call.databases().expiresByItself(!call.arguments().text(2).strip().matches("[-+]?0*\\D*"));
        call.reply().ok();
      }
      case "QUICKLIST-PACKED-THRESHOLD 1" -> threshold(call);
      case "STRINGMATCH-LEN 2" -> match(call);
      default ->
          throw new Refused(
              "ERR unknown subcommand or wrong number of arguments for '%s'. Try DEBUG HELP."
                  .formatted(call.arguments().text(1)));
    }
  }

  private void checkAllowed(Call call) {
    String allowed = server.settings().text("enable-debug-command");
    String from = call.session().outbox().remoteAddress();
    boolean local = from.startsWith("127.") || from.startsWith("[::1]") || from.startsWith("/");
    if (!allowed.equals("yes") && !(allowed.equals("local") && local)) {
      throw FORBIDDEN;
    }
  }

  /** What is no number is 0, as for {@code strtod}. */
  private void sleep(Call call) {
    double seconds;
    try {
      seconds = Double.parseDouble(call.arguments().text(2));
    } catch (NumberFormatException e) {
      seconds = 0;
    }
    double kept = Math.min(MOST_SECONDS, Math.max(0, seconds));
    server.administration().sleep((long) (kept * 1e6));
    call.reply().ok();
  }

  private static void object(Call call) {
    long place = call.find(2, Access.PEEK);
    if (place == Keyspace.ABSENT) {
      throw NO_SUCH_KEY;
    }
    Keyspace keys = call.keys();
    long idle = keys.idleSeconds(place);
    call.reply()
        .simple(
            "Value at:0x%x refcount:1 encoding:%s serializedlength:%d lru:%d lru_seconds_idle:%d"
                .formatted(
                    place,
                    ObjectCommand.encoding(keys, place),
                    keys.bytes(place),
                    call.now() / 1000 - idle & 0xFFFFFF,
                    idle));
  }

  private static void threshold(Call call) {
    try {
      long bytes = MemorySize.parse(call.arguments().text(2));
      if (bytes < 1 || bytes >= MOST_PACKED) {
        throw BAD_THRESHOLD;
      }
    } catch (IllegalArgumentException e) {
      throw BAD_THRESHOLD;
    }
    call.reply().ok();
  }

  private static void match(Call call) {
    long length = Math.clamp(call.integer(2), 0, 1 << 20);
    byte[] text = new byte[(int) length];
    Arrays.fill(text, (byte) 'a');
    boolean matches =
        Pattern.matches(new View().of(call.arguments(), 3), new View().of(text, 0, text.length));
    call.reply().simple("Apply regex returned %d".formatted(matches ? 1 : 0));
  }
}
