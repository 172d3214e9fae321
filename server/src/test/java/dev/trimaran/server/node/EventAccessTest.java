package dev.trimaran.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.trimaran.events.client.features.ServerFeaturesGrpc;
import dev.trimaran.events.client.gossip.GossipGrpc;
import dev.trimaran.events.client.operations.OperationsGrpc;
import dev.trimaran.events.client.operations.StartScavengeReq;
import dev.trimaran.events.client.rpc.Code;
import dev.trimaran.events.client.shared.AccessDenied;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.client.shared.UUID;
import dev.trimaran.events.client.streams.AppendReq;
import dev.trimaran.events.client.streams.AppendResp;
import dev.trimaran.events.client.streams.BatchAppendReq;
import dev.trimaran.events.client.streams.BatchAppendResp;
import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.client.streams.ReadResp;
import dev.trimaran.events.client.streams.StreamsGrpc;
import dev.trimaran.events.client.users.ChangePasswordReq;
import dev.trimaran.events.client.users.CreateReq;
import dev.trimaran.events.client.users.DeleteReq;
import dev.trimaran.events.client.users.DetailsReq;
import dev.trimaran.events.client.users.DisableReq;
import dev.trimaran.events.client.users.UsersGrpc;
import dev.trimaran.server.config.ConfigReader;
import dev.trimaran.server.config.Dialect;
import dev.trimaran.server.config.Resolution;
import dev.trimaran.server.config.ServerConfig;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and rights, over the wire. */
class EventAccessTest {

  private static final String ADMIN = "admin:changeit";

  @TempDir Path directory;

  private RaftHost host;
  private EventServer server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    List<String> words =
        List.of(
            "--roles=events",
            "--name=n1",
            "--data-dir=" + directory.resolve("n1"),
            "--events-listen=127.0.0.1:0",
            "--events-authentication=on",
            "--listen-peer=127.0.0.1:0");
    ServerConfig config = ConfigReader.read(Resolution.of(Dialect.TRIMARAN, words, Map.of()));
    host = RaftHost.open(config);
    server = EventServer.start(host, config, List.of());
    server.ready().orTimeout(20, TimeUnit.SECONDS).join();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.address().port()).usePlaintext().build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
    host.close();
  }

  private static <S extends AbstractStub<S>> S as(String credentials, S stub) {
    if (credentials.isEmpty()) {
      return stub;
    }
    Metadata headers = new Metadata();
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Basic " + Base64.getEncoder().encodeToString(bytes));
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private UsersGrpc.UsersBlockingStub users(String credentials) {
    return as(credentials, UsersGrpc.newBlockingStub(channel));
  }

  private static StatusRuntimeException refusal(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  private static String kind(StatusRuntimeException refusal) {
    Metadata trailers = refusal.getTrailers();
    String kind =
        trailers == null
            ? null
            : trailers.get(Metadata.Key.of("exception", Metadata.ASCII_STRING_MARSHALLER));
    return String.valueOf(kind);
  }

  private static Status.Code code(Runnable call) {
    return refusal(call).getStatus().getCode();
  }

  private void create(String login, String... groups) {
    users(ADMIN)
        .create(
            CreateReq.newBuilder()
                .setOptions(
                    CreateReq.Options.newBuilder()
                        .setLoginName(login)
                        .setPassword("secret")
                        .setFullName("Somebody")
                        .addAllGroups(List.of(groups)))
                .build());
  }

  private static StreamIdentifier stream(String name) {
    return StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(name)).build();
  }

  private void append(String credentials, String stream, String type, String data) {
    CompletableFuture<AppendResp> done = new CompletableFuture<>();
    StreamObserver<AppendReq> call =
        as(credentials, StreamsGrpc.newStub(channel))
            .append(
                new StreamObserver<>() {
                  @Override
                  public void onNext(AppendResp answer) {
                    done.complete(answer);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    done.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(
        AppendReq.newBuilder()
            .setOptions(
                AppendReq.Options.newBuilder()
                    .setStreamIdentifier(stream(stream))
                    .setAny(Empty.getDefaultInstance()))
            .build());
    call.onNext(
        AppendReq.newBuilder()
            .setProposedMessage(
                AppendReq.ProposedMessage.newBuilder()
                    .setId(UUID.newBuilder().setString(java.util.UUID.randomUUID().toString()))
                    .putMetadata("type", type)
                    .putMetadata("content-type", "application/json")
                    .setData(ByteString.copyFromUtf8(data)))
            .build());
    call.onCompleted();
    try {
      done.orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StatusRuntimeException status) {
        throw status;
      }
      throw e;
    }
  }

  /** The data of the events of a stream, {@code $all} for an empty name; links are resolved. */
  private List<String> read(String credentials, String stream) {
    ReadReq.Options.Builder options =
        ReadReq.Options.newBuilder()
            .setCount(100)
            .setResolveLinks(true)
            .setNoFilter(Empty.getDefaultInstance())
            .setUuidOption(
                ReadReq.Options.UUIDOption.newBuilder().setString(Empty.getDefaultInstance()));
    if (stream.isEmpty()) {
      options.setAll(ReadReq.Options.AllOptions.newBuilder().setStart(Empty.getDefaultInstance()));
    } else {
      options.setStream(
          ReadReq.Options.StreamOptions.newBuilder()
              .setStreamIdentifier(stream(stream))
              .setStart(Empty.getDefaultInstance()));
    }
    Iterator<ReadResp> answers =
        as(credentials, StreamsGrpc.newBlockingStub(channel))
            .read(ReadReq.newBuilder().setOptions(options).build());
    List<String> data = new ArrayList<>();
    answers.forEachRemaining(answer -> {
      if (answer.hasEvent()) {
        data.add(
            answer.getEvent().hasEvent()
                ? answer.getEvent().getEvent().getData().toStringUtf8()
                : "unresolved");
      }
    });
    return data;
  }

  /** A call that carries many appends is not ended by one that may not be written. */
  @Test
  void ofABatchOnlyTheAppendThatIsForbiddenIsRefused() throws Exception {
    create("joe");
    BlockingClientCall<BatchAppendReq, BatchAppendResp> call =
        as("joe:secret", StreamsGrpc.newBlockingV2Stub(channel)).batchAppend();
    call.write(batch("$secret"));
    call.write(batch("open"));
    BatchAppendResp first = Objects.requireNonNull(call.read(20, TimeUnit.SECONDS));
    BatchAppendResp second = Objects.requireNonNull(call.read(20, TimeUnit.SECONDS));
    assertThat(first.getError().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(first.getError().getDetails().is(AccessDenied.class)).isTrue();
    assertThat(second.hasSuccess()).isTrue();
    call.halfClose();
  }

  private static BatchAppendReq batch(String stream) {
    return BatchAppendReq.newBuilder()
        .setCorrelationId(UUID.newBuilder().setString(java.util.UUID.randomUUID().toString()))
        .setOptions(
            BatchAppendReq.Options.newBuilder()
                .setStreamIdentifier(stream(stream))
                .setAny(com.google.protobuf.Empty.getDefaultInstance()))
        .setIsFinal(true)
        .build();
  }

  @Test
  void whoHasNoPasswordGetsNothingButTheWay() {
    Empty empty = Empty.getDefaultInstance();
    assertThat(ServerFeaturesGrpc.newBlockingStub(channel).getSupportedMethods(empty)).isNotNull();
    assertThat(GossipGrpc.newBlockingStub(channel).read(empty).getMembersCount()).isEqualTo(1);
    assertThat(kind(refusal(() -> read("", "s")))).isEqualTo("access-denied");
    assertThat(kind(refusal(() -> append("", "s", "t", "{}")))).isEqualTo("access-denied");
    assertThat(code(() -> read("admin:wrong", "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(code(() -> read("nobody:changeit", "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    append(ADMIN, "s", "t", "1");
    assertThat(read(ADMIN, "s")).containsExactly("1");
    assertThat(read("ops:changeit", "s")).containsExactly("1");
  }

  @Test
  void usersComeAndGoAndChangeTheirPasswords() {
    create("ann", "readers");
    assertThat(kind(refusal(() -> create("ann")))).isEqualTo("user-conflict");
    append("ann:secret", "s", "t", "1");
    assertThat(kind(refusal(() -> users("ann:secret").disable(DisableReq.getDefaultInstance()))))
        .isEqualTo("access-denied");
    var self =
        DetailsReq.newBuilder()
            .setOptions(DetailsReq.Options.newBuilder().setLoginName("ann"))
            .build();
    var details = users("ann:secret").details(self).next().getUserDetails();
    assertThat(details.getFullName()).isEqualTo("Somebody");
    assertThat(details.getGroupsList()).containsExactly("readers");
    List<String> logins = new ArrayList<>();
    users(ADMIN)
        .details(DetailsReq.getDefaultInstance())
        .forEachRemaining(user -> logins.add(user.getUserDetails().getLoginName()));
    assertThat(logins).containsExactly("admin", "ops", "ann");

    changePassword("ann:secret", "ann", "secret", "better");
    assertThat(code(() -> read("ann:secret", "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(read("ann:better", "s")).containsExactly("1");
    assertThat(kind(refusal(() -> changePassword("ann:better", "ann", "not it", "any"))))
        .isEqualTo("access-denied");
    assertThat(kind(refusal(() -> changePassword("ann:better", "admin", "changeit", "mine"))))
        .isEqualTo("access-denied");

    users(ADMIN)
        .disable(
            DisableReq.newBuilder()
                .setOptions(DisableReq.Options.newBuilder().setLoginName("ann"))
                .build());
    assertThat(code(() -> read("ann:better", "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    delete("ann");
    assertThat(kind(refusal(() -> delete("ann")))).isEqualTo("user-not-found");
    create("ann");
    assertThat(read("ann:secret", "s")).containsExactly("1");
  }

  private void changePassword(String credentials, String login, String current, String next) {
    var unused =
        users(credentials)
            .changePassword(
                ChangePasswordReq.newBuilder()
                    .setOptions(
                        ChangePasswordReq.Options.newBuilder()
                            .setLoginName(login)
                            .setCurrentPassword(current)
                            .setNewPassword(next))
                    .build());
  }

  private void delete(String login) {
    var unused =
        users(ADMIN)
            .delete(
                DeleteReq.newBuilder()
                    .setOptions(DeleteReq.Options.newBuilder().setLoginName(login))
                    .build());
  }

  @Test
  void theUsersOfTheFirstStartAreLikeOthers() {
    changePassword(ADMIN, "admin", "changeit", "changed");
    assertThat(code(() -> read(ADMIN, "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
    var ops =
        DeleteReq.newBuilder()
            .setOptions(DeleteReq.Options.newBuilder().setLoginName("ops"))
            .build();
    assertThat(users("admin:changed").delete(ops)).isNotNull();
    assertThat(code(() -> read("ops:changeit", "s"))).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void rightsAreInTheMetadataOfStreams() {
    create("ann", "readers");
    create("bob");
    append(ADMIN, "hidden", "t", "1");
    append(
        ADMIN,
        "$$hidden",
        "$metadata",
        "{\"$acl\":{\"$r\":[\"readers\"],\"$w\":\"$admins\",\"$mw\":\"ann\"}}");
    assertThat(read("ann:secret", "hidden")).containsExactly("1");
    assertThat(kind(refusal(() -> read("bob:secret", "hidden")))).isEqualTo("access-denied");
    assertThat(kind(refusal(() -> append("ann:secret", "hidden", "t", "2"))))
        .isEqualTo("access-denied");
    assertThat(kind(refusal(() -> append("bob:secret", "$$hidden", "$metadata", "{}"))))
        .isEqualTo("access-denied");
    append("ann:secret", "$$hidden", "$metadata", "{}");
    assertThat(read("bob:secret", "hidden")).containsExactly("1");
  }

  @Test
  void whatIsTheSystemsIsTheAdministrators() {
    create("bob");
    append(ADMIN, "s", "t", "1");
    assertThat(kind(refusal(() -> read("bob:secret", "")))).isEqualTo("access-denied");
    assertThat(read(ADMIN, "")).contains("1");
    append(
        ADMIN,
        "$settings",
        "$settings",
        "{\"$systemStreamAcl\":{\"$r\":\"$all\"},\"$userStreamAcl\":{\"$w\":\"$ops\"}}");
    assertThat(read("bob:secret", "")).contains("1");
    assertThat(kind(refusal(() -> append("bob:secret", "s", "t", "2")))).isEqualTo("access-denied");
    assertThat(read("bob:secret", "s")).containsExactly("1");
    assertThat(kind(refusal(() -> read("bob:secret", "$user-bob")))).isEqualTo("access-denied");
  }

  @Test
  void aLinkIsNoWayAroundRights() {
    create("bob");
    append(ADMIN, "s", "t", "1");
    append("bob:secret", "links", "$>", "0@$user-bob");
    append("bob:secret", "links", "$>", "0@s");
    assertThat(read("bob:secret", "links")).containsExactly("unresolved", "1");
    assertThat(read(ADMIN, "links")).noneMatch("unresolved"::equals);
  }

  @Test
  void operatorsLookAfterNodes() {
    create("bob");
    var scavenge = StartScavengeReq.getDefaultInstance();
    var stub = OperationsGrpc.newBlockingStub(channel);
    assertThat(kind(refusal(() -> as("bob:secret", stub).startScavenge(scavenge))))
        .isEqualTo("access-denied");
    assertThat(as("ops:changeit", stub).mergeIndexes(Empty.getDefaultInstance())).isNotNull();
  }
}
