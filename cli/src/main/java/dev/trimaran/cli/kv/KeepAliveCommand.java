package dev.trimaran.cli.kv;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.Output;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trimaran kv lease keep-alive}: renews after a third of the lease's time. */
@Command(
    name = "keep-alive",
    description = "Keeps a lease alive until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class KeepAliveCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "The lease (hexadecimal).")
  String id = "";

  @Option(names = "--once", description = "Renew once and end.")
  boolean once;

  KeepAliveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    long lease = PutOptions.leaseId(id);
    Output answers = output.on(console);
    try (KvClient client = connection.client(connection.endpoints())) {
      while (true) {
        long ttl = KvClient.join(client.keepAlive(lease)).getTTL();
        if (ttl <= 0) {
          throw new CliError(
              ExitCode.NOT_FOUND,
              "NOT_FOUND",
              "lease " + LeaseVerb.name(lease) + " expired or was revoked",
              "");
        }
        Map<String, Object> data = LeaseVerb.data(lease);
        data.put("ttl_seconds", ttl);
        answers.answer(data, "lease %s keepalived with TTL(%d)".formatted(id, ttl));
        if (once || console.out().checkError()) {
          return ExitCode.OK.number();
        }
        Thread.sleep(Math.max(ttl * 1000 / 3, 100));
      }
    } catch (KvException e) {
      throw connection.error(e);
    }
  }
}
