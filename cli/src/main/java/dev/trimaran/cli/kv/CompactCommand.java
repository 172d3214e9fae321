package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.CompactionResponse;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran kv compact}. */
@Command(
    name = "compact",
    description = "Forgets the history before a revision.",
    mixinStandardHelpOptions = true)
public final class CompactCommand implements Runnable {

  private final Console console;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "REV", description = "The oldest revision that stays readable.")
  long revision;

  @Option(names = "--physical", description = "Wait until the memory is given back.")
  boolean physical;

  public CompactCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    CompactionRequest request =
        CompactionRequest.newBuilder().setRevision(revision).setPhysical(physical).build();
    CompactionResponse response = connection.ask(client -> client.compact(request));
    output
        .on(console)
        .answer(
            Map.of("header", Kvs.header(response.getHeader()), "compacted", revision),
            "compacted revision " + revision);
  }
}
