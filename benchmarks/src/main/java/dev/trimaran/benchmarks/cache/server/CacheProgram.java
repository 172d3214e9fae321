package dev.trimaran.benchmarks.cache.server;

import dev.trimaran.benchmarks.process.ProgramVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A cache that can be started.
 *
 * @param name for tables, unique in a run
 * @param version as the program says
 * @param protocol that it speaks
 * @param command the words of its command line; {@code PORT} and {@code DIR} stand for the port and
 *     its own empty directory
 */
public record CacheProgram(String name, String version, Protocol protocol, List<String> command) {

  private static final String PORT = "PORT";
  private static final String DIRECTORY = "DIR";

  public CacheProgram {
    command = List.copyOf(command);
  }

  /**
   * This project's own cache node, by its launcher: nothing on disk.
   *
   * @param launcher path of the launcher; empty means the one that started this process
   */
  public static CacheProgram trimaran(String launcher) throws IOException {
    String path = ProgramVersion.launcher(launcher);
    String version = ProgramVersion.firstLine(List.of(path, "--version"));
    List<String> command =
        List.of(
            path,
            "server",
            "--roles",
            "cache",
            "--cache-listen",
            "127.0.0.1:" + PORT,
            "--cache-save",
            "",
            "--data-dir",
            DIRECTORY);
    return new CacheProgram("trimaran", version, Protocol.RESP, command);
  }

  /** Redis of this machine: one thread, nothing on disk. */
  public static CacheProgram redis(String binary) throws IOException {
    String version =
        version(binary, "--version", "apt-get install redis-server", "--redis", "redis");
    List<String> command =
        List.of(
            binary,
            "--port",
            PORT,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            DIRECTORY);
    return new CacheProgram("redis", version, Protocol.RESP, command);
  }

  /** memcached of this machine: one thread, room for 16 GiB. */
  public static CacheProgram memcached(String binary) throws IOException {
    String version =
        version(binary, "--version", "apt-get install memcached", "--memcached", "memcached");
    List<String> command =
        List.of(
            binary,
            "-l",
            "127.0.0.1",
            "-p",
            PORT,
            "-U",
            "0",
            "-m",
            "16384",
            "-t",
            "1",
            "-u",
            System.getProperty("user.name"));
    return new CacheProgram("memcached", version, Protocol.MEMCACHED, command);
  }

  private static String version(
      String binary, String flag, String install, String option, String name) throws IOException {
    try {
      // "Redis server v=7.0.15 sha=00000000:0 ...": the build's particulars are of no use here.
      return ProgramVersion.firstLine(List.of(binary, flag)).replaceFirst(" sha=.*", "");
    } catch (IOException e) {
      throw new IOException(
          binary
              + " was not found: it is a rival that figures are ratios to; install it (Debian: "
              + install
              + "), name it by "
              + option
              + " PATH, or leave it out by --rivals without "
              + name,
          e);
    }
  }

  /** The same program under another name, to run it against itself. */
  public CacheProgram named(String other) {
    return new CacheProgram(other, version, protocol, command);
  }

  /** What a report says of the program: its version and the flags it was started with. */
  public String describe() {
    var flags = new StringBuilder();
    for (String word : command.subList(1, command.size())) {
      flags.append(' ').append(word.isEmpty() ? "\"\"" : word);
    }
    return version + ":" + flags;
  }

  /** The whole command line. */
  List<String> commandLine(int port, Path directory) {
    return command.stream()
        .map(word -> word.replace(DIRECTORY, directory.toString()))
        .map(word -> word.replace(PORT, Integer.toString(port)))
        .toList();
  }
}
