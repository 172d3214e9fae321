package dev.trimaran.server.differential;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.trimaran.raft.client.etcd.LeaseLeasesResponse;
import dev.trimaran.raft.client.etcd.LeaseStatus;
import dev.trimaran.raft.client.etcd.LeaseTimeToLiveResponse;
import dev.trimaran.raft.client.etcd.ResponseHeader;
import io.grpc.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** Brings replies into the form in which they are compared. See the package's list. */
final class Normal {

  private Normal() {}

  /** Replaces every lease id of a message. */
  static Message leases(Message message, LongUnaryOperator rename) {
    Message.Builder changed = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (field.isRepeated()) {
          List<?> parts = (List<?>) entry.getValue();
          for (int i = 0; i < parts.size(); i++) {
            changed.setRepeatedField(field, i, leases((Message) parts.get(i), rename));
          }
        } else {
          changed.setField(field, leases((Message) entry.getValue(), rename));
        }
      } else if (isLease(field)) {
        changed.setField(field, rename.applyAsLong((Long) entry.getValue()));
      }
    }
    return changed.build();
  }

  private static boolean isLease(FieldDescriptor field) {
    return field.getName().equals("lease")
        || (field.getName().equals("ID")
            && field.getContainingType().getName().startsWith("Lease"));
  }

  /** Clears what names the cluster, the member and the term. */
  static Message headers(Message message) {
    if (message instanceof ResponseHeader header) {
      return header.toBuilder().clearClusterId().clearMemberId().clearRaftTerm().build();
    }
    Message.Builder changed = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        if (field.isRepeated()) {
          List<?> parts = (List<?>) entry.getValue();
          for (int i = 0; i < parts.size(); i++) {
            changed.setRepeatedField(field, i, headers((Message) parts.get(i)));
          }
        } else {
          changed.setField(field, headers((Message) entry.getValue()));
        }
      }
    }
    return changed.build();
  }

  /** Orders what etcd leaves to chance. */
  static Message orders(Message message, boolean manyNodes) {
    if (message instanceof LeaseTimeToLiveResponse ttl) {
      List<ByteString> keys =
          ttl.getKeysList().stream()
              .sorted(ByteString.unsignedLexicographicalComparator())
              .toList();
      return ttl.toBuilder().clearKeys().addAllKeys(keys).build();
    }
    if (manyNodes && message instanceof LeaseLeasesResponse all) {
      List<LeaseStatus> leases =
          all.getLeasesList().stream()
              .sorted(Comparator.comparingLong(LeaseStatus::getID))
              .toList();
      return all.toBuilder().clearLeases().addAllLeases(leases).build();
    }
    return message;
  }

  /** The text of gRPC's own refusals is the library's. */
  static Reply failure(Status status) {
    String text = status.getDescription() == null ? "" : status.getDescription();
    boolean tooLarge =
        status.getCode() == Status.Code.RESOURCE_EXHAUSTED && !text.startsWith("etcdserver");
    return new Reply.Failed(status.getCode(), tooLarge ? "message above gRPC's limit" : text);
  }

  /** Whether two normal replies say the same. */
  static boolean same(Reply first, Reply second) {
    if (first instanceof Reply.Ok(LeaseTimeToLiveResponse a)
        && second instanceof Reply.Ok(LeaseTimeToLiveResponse b)
        && a.getTTL() > 0
        && Math.abs(a.getTTL() - b.getTTL()) <= 1) {
      return a.equals(b.toBuilder().setTTL(a.getTTL()).build());
    }
    return first.equals(second);
  }
}
