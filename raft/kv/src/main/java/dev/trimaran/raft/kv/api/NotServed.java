package dev.trimaran.raft.kv.api;

import dev.trimaran.raft.client.election.ElectionGrpc;
import dev.trimaran.raft.client.etcd.AuthGrpc;
import dev.trimaran.raft.client.lock.LockGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.List;

/** etcd's services that are not served yet: each call says so, and what to do instead. */
final class NotServed {

  static final String AUTH =
      "trimaran: users, roles and passwords are not served yet: any client may do everything, so"
          + " let only trusted ones reach the port";
  static final String LOCK =
      "trimaran: the Lock service is not served yet: lock by a lease, a transaction and a watch,"
          + " as etcdctl lock does";
  static final String ELECTION =
      "trimaran: the Election service is not served yet: elect by a lease, a transaction and a"
          + " watch, as etcdctl elect does";
  static final String MEMBERS =
      "trimaran: members cannot change yet: they are those of --initial-cluster at the first start";
  static final String SNAPSHOT =
      "trimaran: a snapshot cannot be fetched yet: stop a node and copy its data directory, or read"
          + " all keys at one revision";

  private NotServed() {}

  static List<ServerServiceDefinition> services() {
    return List.of(
        refusing(AuthGrpc.getServiceDescriptor(), AUTH),
        refusing(LockGrpc.getServiceDescriptor(), LOCK),
        refusing(ElectionGrpc.getServiceDescriptor(), ELECTION));
  }

  private static ServerServiceDefinition refusing(ServiceDescriptor service, String text) {
    Status status = Status.UNIMPLEMENTED.withDescription(text);
    ServerServiceDefinition.Builder refusing = ServerServiceDefinition.builder(service);
    for (MethodDescriptor<?, ?> method : service.getMethods()) {
      refuse(refusing, method, status);
    }
    return refusing.build();
  }

  private static <Q, R> void refuse(
      ServerServiceDefinition.Builder service, MethodDescriptor<Q, R> method, Status status) {
    service.addMethod(
        method,
        (call, _) -> {
          call.close(status, new Metadata());
          return new ServerCall.Listener<Q>() {};
        });
  }
}
