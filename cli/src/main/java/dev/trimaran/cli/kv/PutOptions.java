package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.raft.client.etcd.PutRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is written, alone or in a transaction. */
@Command(name = "put")
final class PutOptions {

  @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
  String key = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "The value; read from standard input when it is not given.")
  @Nullable String value;

  @Option(
      names = "--lease",
      paramLabel = "ID",
      defaultValue = "0",
      description = "Hang the key on this lease (hexadecimal).")
  String lease = "0";

  @Option(names = "--prev-kv", description = "Answer with what the key was before.")
  boolean previous;

  @Option(names = "--ignore-value", description = "Keep the value the key has.")
  boolean ignoreValue;

  @Option(names = "--ignore-lease", description = "Keep the lease the key has.")
  boolean ignoreLease;

  /**
   * @param standardInput the value when none was given
   */
  PutRequest request(ValueSource standardInput) {
    ByteString bytes;
    if (ignoreValue) {
      bytes = ByteString.EMPTY;
    } else if (value != null) {
      bytes = ByteString.copyFromUtf8(value);
    } else {
      bytes = standardInput.read();
    }
    return PutRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(key))
        .setValue(bytes)
        .setLease(leaseId(lease))
        .setPrevKv(previous)
        .setIgnoreValue(ignoreValue)
        .setIgnoreLease(ignoreLease)
        .build();
  }

  /** Where a value comes from when the command line has none. */
  @FunctionalInterface
  interface ValueSource {
    ByteString read();
  }

  /** A lease id as etcdctl writes it, in hexadecimal. */
  static long leaseId(String text) {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException _) {
      throw new CliError(
          ExitCode.USAGE,
          "USAGE",
          "'" + text + "' is no lease id: ids are hexadecimal",
          "trimaran kv lease list");
    }
  }
}
