package dev.trimaran.events.node.access;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.client.users.UsersGrpc;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.model.Scavenging;
import dev.trimaran.raft.node.RaftNode;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users and rights of an event store, and the services about them. */
public final class Access {

  private final Users users;
  private final @Nullable Gate gate;

  private Access(Users users, @Nullable Gate gate) {
    this.users = users;
    this.gate = gate;
  }

  /** Everybody is an administrator. */
  public static Access open(Outside outside) {
    return new Access(outside.users(), null);
  }

  /** Users need a password, and rights. */
  public static Access guarded(Outside outside) {
    Users users = outside.users();
    return new Access(users, new Gate(new Authenticator(users), new AccessRules(outside.reader())));
  }

  /** What it reads and writes. */
  public record Outside(
      EventReader reader, EventWriter writer, Clock clock, Randomness randomness) {

    Users users() {
      return new Users(reader, writer, clock, randomness);
    }
  }

  /**
   * All services behind the gate; where everybody is an administrator, only those that ask who it
   * is need to be told.
   */
  public List<ServerServiceDefinition> guard(List<ServerServiceDefinition> services) {
    Gate guarding = gate;
    return services.stream()
        .map(service ->
            guarding != null ? ServerInterceptors.intercept(service, guarding) : opened(service))
        .toList();
  }

  private static ServerServiceDefinition opened(ServerServiceDefinition service) {
    return service.getServiceDescriptor().getName().equals(UsersGrpc.SERVICE_NAME)
        ? ServerInterceptors.intercept(service, new OpenGate())
        : service;
  }

  /**
   * The services of users and operations.
   *
   * @param scavenging null where nothing is scavenged
   */
  public List<BindableService> services(
      RaftNode raft, ClusterView cluster, @Nullable Scavenging scavenging) {
    return List.of(new UsersService(users), new OperationsService(raft, cluster, scavenging));
  }

  /** Lets all in. */
  private static final class OpenGate implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      Context context = Identity.ANY_ADMIN.in(Context.current());
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
