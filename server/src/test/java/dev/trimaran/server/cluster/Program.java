package dev.trimaran.server.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that takes etcd's flags.
 *
 * @param name for messages
 * @param command the words before the flags
 */
public record Program(String name, List<String> command) {

  public Program {
    command = List.copyOf(command);
  }

  /** The etcd of this machine. */
  public static Program etcd() {
    return new Program("etcd", List.of("etcd"));
  }

  /** Whether {@link #etcd} can be started here. */
  public static boolean etcdIsInstalled() {
    try {
      return new ProcessBuilder("etcd", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The server of this build, in a process of its own, with the class path of the tests. */
  public static Program trimaran() {
    return trimaran("dev.trimaran.server.Main");
  }

  /** The same with a main class of the tests, which starts the server. */
  public static Program trimaran(String main) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new Program(
        "trimaran",
        List.of(
            java,
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classpath,
            main,
            "etcd"));
  }
}
