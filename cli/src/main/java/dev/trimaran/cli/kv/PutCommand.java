package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.PutResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran kv put}. */
@Command(name = "put", description = "Writes a key.", mixinStandardHelpOptions = true)
public final class PutCommand implements Runnable {

  private final Console console;

  @Mixin private final PutOptions options = new PutOptions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public PutCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    PutRequest request = options.request(this::standardInput);
    PutResponse response = connection.ask(client -> client.put(request));
    output.on(console).answer(Answers.data(response), out -> Answers.print(out, response));
  }

  private ByteString standardInput() {
    try {
      return ByteString.readFrom(console.in());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
