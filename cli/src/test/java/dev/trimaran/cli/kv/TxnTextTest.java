package dev.trimaran.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.trimaran.cli.model.CliError;
import dev.trimaran.raft.client.etcd.Compare;
import dev.trimaran.raft.client.etcd.RangeRequest.SortOrder;
import dev.trimaran.raft.client.etcd.RequestOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TxnTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "mod(\"k\") > \"3\"      | MOD     | GREATER",
        "m(\"k\")<\"3\"          | MOD     | LESS",
        "create(\"k\") = \"3\"   | CREATE  | EQUAL",
        "version(k) != 3         | VERSION | NOT_EQUAL",
        "lease(\"k\") = \"3\"    | LEASE   | EQUAL",
        "val(\"k\") = \"3\"      | VALUE   | EQUAL"
      })
  void comparisons(String line, Compare.CompareTarget target, Compare.CompareResult result) {
    Compare compare = TxnText.compare(line);
    assertThat(compare.getKey().toStringUtf8()).isEqualTo("k");
    assertThat(compare.getTarget()).isEqualTo(target);
    assertThat(compare.getResult()).isEqualTo(result);
  }

  @Test
  void quotesKeepBlanksAndQuotes() {
    Compare compare = TxnText.compare("value(\"a (b)\") = \"say \\\"x\\\"\"");
    assertThat(compare.getKey().toStringUtf8()).isEqualTo("a (b)");
    assertThat(compare.getValue().toStringUtf8()).isEqualTo("say \"x\"");
  }

  @Test
  void operations() {
    RequestOp put = TxnText.operation("put 'a key' \"a value\" --prev-kv");
    assertThat(put.getRequestPut().getKey().toStringUtf8()).isEqualTo("a key");
    assertThat(put.getRequestPut().getValue().toStringUtf8()).isEqualTo("a value");
    assertThat(put.getRequestPut().getPrevKv()).isTrue();
    RequestOp get = TxnText.operation("get a --prefix --order descend");
    assertThat(get.getRequestRange().getRangeEnd().toStringUtf8()).isEqualTo("b");
    assertThat(get.getRequestRange().getSortOrder()).isEqualTo(SortOrder.DESCEND);
    RequestOp del = TxnText.operation("del a --from-key");
    assertThat(del.getRequestDeleteRange().getRangeEnd().toByteArray()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jump", "put k", "get", "del k --limit 1", "put 'k v"})
  void operationsThatMakeNoSense(String line) {
    assertThatThrownBy(() -> TxnText.operation(line)).isInstanceOf(CliError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mod(k)", "age(\"k\") = \"1\"", "mod(\"k\") = \"x\"", "mod(\"k\") ~ 1"})
  void comparisonsThatMakeNoSense(String line) {
    assertThatThrownBy(() -> TxnText.compare(line)).isInstanceOf(CliError.class);
  }

  @Test
  void theKeyAfterAPrefix() {
    assertThat(KeyRange.afterPrefix(bytes(1, 2))).isEqualTo(bytes(1, 3));
    assertThat(KeyRange.afterPrefix(bytes(1, 0xff))).isEqualTo(bytes(2));
    assertThat(KeyRange.afterPrefix(bytes(0xff, 0xff))).isEqualTo(bytes(0));
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }
}
