package dev.trimaran.cli.kv;

import dev.trimaran.raft.client.etcd.DeleteRangeResponse;
import dev.trimaran.raft.client.etcd.PutResponse;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.etcd.ResponseOp;
import dev.trimaran.raft.client.etcd.TxnResponse;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers of the key-value service, as trees for programs and as lines for people. */
final class Answers {

  private Answers() {}

  static Map<String, Object> data(RangeResponse response) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("header", Kvs.header(response.getHeader()));
    data.put("kvs", Kvs.data(response.getKvsList()));
    data.put("more", response.getMore());
    data.put("count", response.getCount());
    return data;
  }

  static void print(PrintStream out, RangeResponse response) {
    response.getKvsList().forEach(kv -> Kvs.print(out, kv));
  }

  static Map<String, Object> data(PutResponse response) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("header", Kvs.header(response.getHeader()));
    if (response.hasPrevKv()) {
      data.put("prev_kv", Kvs.data(response.getPrevKv()));
    }
    return data;
  }

  static void print(PrintStream out, PutResponse response) {
    out.println("OK");
    if (response.hasPrevKv()) {
      Kvs.print(out, response.getPrevKv());
    }
  }

  static Map<String, Object> data(DeleteRangeResponse response) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("header", Kvs.header(response.getHeader()));
    data.put("deleted", response.getDeleted());
    if (response.getPrevKvsCount() > 0) {
      data.put("prev_kvs", Kvs.data(response.getPrevKvsList()));
    }
    return data;
  }

  static void print(PrintStream out, DeleteRangeResponse response) {
    out.println(response.getDeleted());
    response.getPrevKvsList().forEach(kv -> Kvs.print(out, kv));
  }

  static Map<String, Object> data(TxnResponse response) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("header", Kvs.header(response.getHeader()));
    data.put("succeeded", response.getSucceeded());
    data.put("responses", response.getResponsesList().stream().map(Answers::data).toList());
    return data;
  }

  private static Map<String, Object> data(ResponseOp response) {
    return switch (response.getResponseCase()) {
      case RESPONSE_RANGE -> Map.of("range", data(response.getResponseRange()));
      case RESPONSE_PUT -> Map.of("put", data(response.getResponsePut()));
      case RESPONSE_DELETE_RANGE -> Map.of("delete", data(response.getResponseDeleteRange()));
      case RESPONSE_TXN -> Map.of("txn", data(response.getResponseTxn()));
      case RESPONSE_NOT_SET -> Map.of();
    };
  }

  static void print(PrintStream out, TxnResponse response) {
    out.println(response.getSucceeded() ? "SUCCESS" : "FAILURE");
    for (ResponseOp op : response.getResponsesList()) {
      out.println();
      switch (op.getResponseCase()) {
        case RESPONSE_RANGE -> print(out, op.getResponseRange());
        case RESPONSE_PUT -> print(out, op.getResponsePut());
        case RESPONSE_DELETE_RANGE -> print(out, op.getResponseDeleteRange());
        case RESPONSE_TXN -> print(out, op.getResponseTxn());
        case RESPONSE_NOT_SET -> out.println();
      }
    }
  }
}
