package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cache.server.CacheProgram;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/** What the verbs of {@code bench cache} print alike. */
final class CacheOutput {

  private CacheOutput() {}

  /** Says on standard error what is about to run. */
  static void programs(CommandSpec spec, List<CacheProgram> programs) {
    Consumer<String> progress = progress(spec);
    for (CacheProgram program : programs) {
      progress.accept(program.name() + ": " + program.describe());
    }
  }

  /** Lines on standard error, each shown at once. */
  static Consumer<String> progress(CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    return line -> {
      err.println(line);
      err.flush();
    };
  }

  /** Versions and settings, one program a line. */
  static String against(List<CacheProgram> programs) {
    return String.join(
        System.lineSeparator() + "against ",
        programs.stream().map(CacheProgram::describe).toList());
  }

  static String json(Object value) {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }
}
