package dev.trimaran.raft.kv.cluster;

import dev.trimaran.base.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;

/**
 * Identities that every member computes alike, and again after a restart, from what all of them are
 * told: the first eight bytes of a SHA-1, with etcd's input, so that they are the ids that an etcd
 * of the same flags has.
 */
public final class Identities {

  private Identities() {}

  /** Of a member: its peer addresses, sorted, then the cluster's token. */
  public static NodeId member(List<String> peerUrls, String token) {
    MessageDigest digest = sha1();
    peerUrls.stream().sorted().forEach(url -> digest.update(url.getBytes(StandardCharsets.UTF_8)));
    digest.update(token.getBytes(StandardCharsets.UTF_8));
    return new NodeId(first8(digest));
  }

  /** Of a cluster: its first members' ids in unsigned order. */
  public static long cluster(Collection<NodeId> members) {
    MessageDigest digest = sha1();
    members.stream()
        .sorted()
        .forEach(id -> digest.update(ByteBuffer.allocate(Long.BYTES).putLong(id.value()).flip()));
    return first8(digest);
  }

  private static long first8(MessageDigest digest) {
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
