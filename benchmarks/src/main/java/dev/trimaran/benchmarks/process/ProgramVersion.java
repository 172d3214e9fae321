package dev.trimaran.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks programs what they are. */
public final class ProgramVersion {

  private ProgramVersion() {}

  /**
   * The first line that a program prints.
   *
   * @throws IOException when the program cannot be started
   */
  public static String firstLine(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return out.lines().findFirst().orElse("").strip();
  }

  /**
   * The path of this project's own launcher.
   *
   * @param launcher path; empty means the one that started this process
   */
  public static String launcher(String launcher) throws IOException {
    String path = launcher.isEmpty() ? System.getProperty("trimaran.launcher", "") : launcher;
    if (path.isEmpty() || !Files.isExecutable(Path.of(path))) {
      throw new IOException(
          "the launcher of Trimaran was not found ("
              + (path.isEmpty() ? "no path is known" : path)
              + "); run the benchmark by ./trimaran bench, or name it by --trimaran PATH");
    }
    return path;
  }
}
