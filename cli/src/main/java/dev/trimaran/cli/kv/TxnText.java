package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.Compare.CompareResult;
import dev.trimaran.raft.client.etcd.Compare.CompareTarget;
import dev.trimaran.raft.client.etcd.RequestOp;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * A transaction as text, in etcdctl's words: comparisons such as {@code mod("key") > "0"}, and
 * operations such as {@code put key "a value"}, {@code get key --prefix}, {@code del key}.
 */
final class TxnText {

  private static final Pattern COMPARE =
      Pattern.compile(
          "\\s*(?<target>\\w+)\\s*\\(\\s*(?<key>\"(?:[^\"\\\\]|\\\\.)*\"|[^\")]+?)\\s*\\)"
              + "\\s*(?<result>!=|=|<|>)\\s*(?<operand>.*?)\\s*");

  private TxnText() {}

  static Compare compare(String line) {
    Matcher matcher = COMPARE.matcher(line);
    if (!matcher.matches()) {
      throw bad("'" + line.strip() + "' is no comparison");
    }
    Compare.Builder compare =
        Compare.newBuilder()
            .setKey(ByteString.copyFromUtf8(unquoted(matcher.group("key"))))
            .setResult(result(matcher.group("result")));
    String operand = unquoted(matcher.group("operand"));
    switch (matcher.group("target")) {
      case "ver", "version" -> compare.setTarget(CompareTarget.VERSION).setVersion(number(operand));
      case "c", "create" ->
          compare.setTarget(CompareTarget.CREATE).setCreateRevision(number(operand));
      case "m", "mod" -> compare.setTarget(CompareTarget.MOD).setModRevision(number(operand));
      case "val", "value" ->
          compare.setTarget(CompareTarget.VALUE).setValue(ByteString.copyFromUtf8(operand));
      case "lease" -> compare.setTarget(CompareTarget.LEASE).setLease(PutOptions.leaseId(operand));
      default -> throw bad("'" + matcher.group("target") + "' is nothing that can be compared");
    }
    return compare.build();
  }

  private static CompareResult result(String sign) {
    return switch (sign) {
      case "=" -> CompareResult.EQUAL;
      case "!=" -> CompareResult.NOT_EQUAL;
      case "<" -> CompareResult.LESS;
      case ">" -> CompareResult.GREATER;
      default -> throw bad("'" + sign + "' compares nothing");
    };
  }

  static RequestOp operation(String line) {
    List<String> words = Words.of(line);
    if (words.isEmpty()) {
      throw bad("an operation is empty");
    }
    String[] rest = words.subList(1, words.size()).toArray(String[]::new);
    RequestOp.Builder operation = RequestOp.newBuilder();
    switch (words.getFirst()) {
      case "put" ->
          operation.setRequestPut(
              parsed(new PutOptions(), rest, line)
                  .request(() -> {
                    throw bad("'" + line.strip() + "' has no value");
                  }));
      case "get" -> operation.setRequestRange(parsed(new GetOptions(), rest, line).request());
      case "del" -> operation.setRequestDeleteRange(parsed(new DelOptions(), rest, line).request());
      default -> throw bad("'" + words.getFirst() + "' is no operation of a transaction");
    }
    return operation.build();
  }

  private static <T> T parsed(T options, String[] words, String line) {
    try {
      new CommandLine(options).parseArgs(words);
      return options;
    } catch (CommandLine.ParameterException e) {
      throw bad("'" + line.strip() + "': " + e.getMessage());
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw bad("'" + text + "' is no number");
    }
  }

  private static String unquoted(String text) {
    if (text.startsWith("\"") || text.startsWith("'")) {
      List<String> words = Words.of(text);
      if (words.size() != 1) {
        throw bad("'" + text + "' is not one word");
      }
      return words.getFirst();
    }
    return text;
  }

  private static CliError bad(String message) {
    return new CliError(
        ExitCode.USAGE,
        "BAD_TXN",
        message,
        "comparisons: mod(\"key\") > \"0\" with mod, create, version, value or lease and = != < >;"
            + " operations: put KEY VALUE, get KEY, del KEY");
  }
}
