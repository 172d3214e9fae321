package dev.trimaran.raft.kv.machine;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.trimaran.raft.client.etcd.AlarmRequest;
import dev.trimaran.raft.client.etcd.CompactionRequest;
import dev.trimaran.raft.client.etcd.DeleteRangeRequest;
import dev.trimaran.raft.client.etcd.LeaseCheckpointRequest;
import dev.trimaran.raft.client.etcd.LeaseGrantRequest;
import dev.trimaran.raft.client.etcd.LeaseRevokeRequest;
import dev.trimaran.raft.client.etcd.Member;
import dev.trimaran.raft.client.etcd.PutRequest;
import dev.trimaran.raft.client.etcd.TxnRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Encodes commands for the log. The numbers of the kinds are a format on disk and never change. */
public final class KvCommand {

  static final byte PUT = 1;
  static final byte DELETE_RANGE = 2;
  static final byte TXN = 3;
  static final byte COMPACT = 4;
  static final byte LEASE_GRANT = 5;
  static final byte LEASE_REVOKE = 6;
  static final byte LEASE_EXPIRE = 7;
  static final byte LEASE_CHECKPOINT = 8;
  static final byte ALARM = 9;
  static final byte PUBLISH_MEMBER = 10;

  private KvCommand() {}

  public static byte[] put(PutRequest request) {
    return encode(PUT, request);
  }

  public static byte[] deleteRange(DeleteRangeRequest request) {
    return encode(DELETE_RANGE, request);
  }

  public static byte[] txn(TxnRequest request) {
    return encode(TXN, request);
  }

  public static byte[] compact(CompactionRequest request) {
    return encode(COMPACT, request);
  }

  /**
   * @param request with an id that is not 0
   */
  public static byte[] leaseGrant(LeaseGrantRequest request) {
    return encode(LEASE_GRANT, request);
  }

  public static byte[] leaseRevoke(LeaseRevokeRequest request) {
    return encode(LEASE_REVOKE, request);
  }

  /**
   * A revocation because the lease ran out, as the leader of {@code term} sees it. It has no effect
   * when it is not appended in that very term: another leader gave the lease time again.
   */
  public static byte[] leaseExpire(long term, long id) {
    return ByteBuffer.allocate(17).put(LEASE_EXPIRE).putLong(term).putLong(id).array();
  }

  public static byte[] leaseCheckpoint(LeaseCheckpointRequest request) {
    return encode(LEASE_CHECKPOINT, request);
  }

  public static byte[] alarm(AlarmRequest request) {
    return encode(ALARM, request);
  }

  /** Makes a member's name and URLs known. */
  public static byte[] publishMember(Member member) {
    return encode(PUBLISH_MEMBER, member);
  }

  private static byte[] encode(byte kind, MessageLite request) {
    byte[] command = new byte[1 + request.getSerializedSize()];
    command[0] = kind;
    try {
      request.writeTo(CodedOutputStream.newInstance(command, 1, command.length - 1));
    } catch (IOException e) {
      throw new UncheckedIOException("an array of the computed size holds the request", e);
    }
    return command;
  }
}
