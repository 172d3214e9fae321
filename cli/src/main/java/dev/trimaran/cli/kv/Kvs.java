package dev.trimaran.cli.kv;

import com.google.protobuf.ByteString;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import dev.trimaran.raft.client.mvcc.KeyValue;
import java.io.PrintStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Key-values and headers, as trees for programs and as lines for people. */
final class Kvs {

  private Kvs() {}

  static Map<String, Object> header(ResponseHeader header) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("cluster_id", Long.toHexString(header.getClusterId()));
    data.put("member_id", Long.toHexString(header.getMemberId()));
    data.put("revision", header.getRevision());
    data.put("raft_term", header.getRaftTerm());
    return data;
  }

  /** {@code key}, {@code value} and the numbers; bytes that are no UTF-8 as {@code key_base64}. */
  static Map<String, Object> data(KeyValue kv) {
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, "key", kv.getKey());
    put(data, "value", kv.getValue());
    data.put("create_revision", kv.getCreateRevision());
    data.put("mod_revision", kv.getModRevision());
    data.put("version", kv.getVersion());
    if (kv.getLease() != 0) {
      data.put("lease", Long.toHexString(kv.getLease()));
    }
    return data;
  }

  static List<Map<String, Object>> data(List<KeyValue> kvs) {
    return kvs.stream().map(Kvs::data).toList();
  }

  private static void put(Map<String, Object> data, String name, ByteString bytes) {
    if (bytes.isValidUtf8()) {
      data.put(name, bytes.toStringUtf8());
    } else {
      data.put(name + "_base64", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
  }

  /** The key on one line, its value on the next, byte for byte. */
  static void print(PrintStream out, KeyValue kv) {
    line(out, kv.getKey());
    line(out, kv.getValue());
  }

  static void line(PrintStream out, ByteString bytes) {
    byte[] line = bytes.toByteArray();
    out.write(line, 0, line.length);
    out.println();
  }
}
