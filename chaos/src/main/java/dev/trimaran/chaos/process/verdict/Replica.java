package dev.trimaran.chaos.process.verdict;

import com.google.protobuf.ByteString;
import dev.trimaran.chaos.process.verdict.Readback.Held;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvClientConfig;
import dev.trimaran.raft.client.etcd.RangeRequest;
import dev.trimaran.raft.client.etcd.RangeResponse;
import dev.trimaran.raft.client.mvcc.KeyValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one server holds, read from it alone and linearizably: it has caught up before it answers.
 *
 * @param revision of the store, at which everything was read
 * @param held by key
 */
public record Replica(String server, long revision, Map<String, Held> held) {

  private static final int PAGE = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public Replica {
    held = Map.copyOf(held);
  }

  /**
   * Reads all keys that begin with {@code prefix}.
   *
   * @param endpoint of the server
   */
  public static Replica read(String server, String endpoint, String prefix) {
    Map<String, Held> held = new HashMap<>();
    KvClientConfig config = KvClientConfig.of(List.of(endpoint)).withTimeout(PATIENCE);
    try (KvClient client = KvClient.connect(config)) {
      ByteString end = end(prefix);
      ByteString from = KvClient.bytes(prefix);
      long revision = 0;
      boolean more = true;
      while (more) {
        RangeResponse page =
            KvClient.join(
                client.range(
                    RangeRequest.newBuilder()
                        .setKey(from)
                        .setRangeEnd(end)
                        .setLimit(PAGE)
                        .setRevision(revision)
                        .build()));
        if (revision == 0) {
          revision = page.getHeader().getRevision();
        }
        for (KeyValue pair : page.getKvsList()) {
          held.put(
              pair.getKey().toStringUtf8(),
              new Held(pair.getValue().toStringUtf8(), pair.getModRevision(), pair.getVersion()));
          from = pair.getKey().concat(ByteString.copyFrom(new byte[1]));
        }
        more = page.getMore();
      }
      return new Replica(server, revision, held);
    }
  }

  /** The first key after all that begin with {@code prefix}. */
  private static ByteString end(String prefix) {
    byte[] bytes = KvClient.bytes(prefix).toByteArray();
    bytes[bytes.length - 1]++;
    return ByteString.copyFrom(bytes);
  }
}
