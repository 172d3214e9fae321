package dev.trimaran.cli;

import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran version}. */
@Command(
    name = "version",
    description = "Prints the versions of this program and of its Java.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {

  private final Console console;

  @Mixin private final OutputOptions output = new OutputOptions();

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    String version = Main.version();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("version", version);
    data.put("java", Runtime.version().toString());
    output.on(console).answer(data, "trimaran %s (Java %s)".formatted(version, Runtime.version()));
  }
}
