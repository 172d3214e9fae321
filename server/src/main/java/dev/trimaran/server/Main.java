package dev.trimaran.server;

import dev.trimaran.server.config.ConfigException;
import dev.trimaran.server.config.ConfigReader;
import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.Resolution;
import dev.trimaran.server.config.ServerConfig;
import dev.trimaran.server.config.Usage;
import dev.trimaran.server.logging.Logging;
import dev.trimaran.server.node.ServerNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** {@code trimaran server} and {@code trimaran etcd}: one node in this process. */
public final class Main {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    int code = run(Arrays.asList(args), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> args, PrintStream out, PrintStream err) {
    Dialect dialect =
        switch (args.isEmpty() ? "" : args.getFirst()) {
          case "server" -> Dialect.TRIMARAN;
          case "etcd" -> Dialect.ETCD;
          default -> null;
        };
    if (dialect == null) {
      err.println("trimaran: say 'trimaran server' or 'trimaran etcd'; flags: --help");
      return USAGE;
    }
    List<String> words = args.subList(1, args.size());
    if (words.contains("--help") || words.contains("-h")) {
      out.print(Usage.of(dialect));
      return 0;
    }
    if (words.equals(List.of("--version")) && dialect == Dialect.ETCD) {
      out.println("etcd Version: " + ServerNode.ETCD_VERSION);
      out.println("Served by Trimaran");
      return 0;
    }
    return start(dialect, words, out, err);
  }

  private static int start(Dialect dialect, List<String> words, PrintStream out, PrintStream err) {
    boolean print = words.contains("--print-config");
    List<String> flags = words.stream().filter(word -> !word.equals("--print-config")).toList();
    Resolution resolution;
    ServerConfig config;
    try {
      resolution = Resolution.of(dialect, flags, System.getenv());
      config = ConfigReader.read(resolution);
    } catch (ConfigException e) {
      err.println(dialect.command() + ": " + e.getMessage());
      return USAGE;
    }
    if (print) {
      out.print(resolution.describe());
      return 0;
    }
    Logging.choose(config.log().level(), config.log().json());
    return Life.lead(config, dialect, resolution.warnings(), out) ? 0 : FAILED;
  }
}
