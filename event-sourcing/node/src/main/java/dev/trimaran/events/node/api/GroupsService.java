package dev.trimaran.events.node.api;

import dev.trimaran.events.client.persistent.CreateReq;
import dev.trimaran.events.client.persistent.CreateResp;
import dev.trimaran.events.client.persistent.DeleteReq;
import dev.trimaran.events.client.persistent.DeleteResp;
import dev.trimaran.events.client.persistent.GetInfoReq;
import dev.trimaran.events.client.persistent.GetInfoResp;
import dev.trimaran.events.client.persistent.ListReq;
import dev.trimaran.events.client.persistent.ListResp;
import dev.trimaran.events.client.persistent.PersistentSubscriptionsGrpc;
import dev.trimaran.events.client.persistent.ReadReq;
import dev.trimaran.events.client.persistent.ReadResp;
import dev.trimaran.events.client.persistent.ReplayParkedReq;
import dev.trimaran.events.client.persistent.ReplayParkedResp;
import dev.trimaran.events.client.persistent.UpdateReq;
import dev.trimaran.events.client.persistent.UpdateResp;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.node.group.GroupConsumer;
import dev.trimaran.events.node.group.GroupInfo;
import dev.trimaran.events.node.group.GroupKey;
import dev.trimaran.events.node.group.GroupRefusal;
import dev.trimaran.events.node.group.PersistentGroups;
import dev.trimaran.events.node.model.Caller;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Persistent subscriptions: on the leader only. */
final class GroupsService extends PersistentSubscriptionsGrpc.PersistentSubscriptionsImplBase {

  private final EventServices services;
  private final PersistentGroups groups;

  GroupsService(EventServices services, PersistentGroups groups) {
    this.services = services;
    this.groups = groups;
  }

  /** What a call does, on a thread of its own. */
  private interface Work<R> {
    R done()
        throws GroupRefusal,
            IOException,
            InterruptedException,
            ExecutionException,
            TimeoutException;
  }

  private <R> void answer(StreamObserver<R> observer, Work<R> work) {
    Thread.ofVirtual()
        .start(() -> {
          R answer;
          try {
            answer = work.done();
          } catch (GroupRefusal e) {
            observer.onError(Failures.of(e, services.cluster().leader()));
            return;
          } catch (ExecutionException e) {
            observer.onError(Failures.of(e.getCause() == null ? e : e.getCause()));
            return;
          } catch (TimeoutException e) {
            observer.onError(ReadCall.leaderChanged());
            return;
          } catch (InterruptedException | IOException | RuntimeException e) {
            observer.onError(Failures.of(e));
            return;
          }
          observer.onNext(answer);
          observer.onCompleted();
        });
  }

  @Override
  public void create(CreateReq request, StreamObserver<CreateResp> observer) {
    answer(
        observer,
        () -> {
          groups.create(
              GroupOptions.definition(request.getOptions(), services.limits(), this::end));
          return CreateResp.getDefaultInstance();
        });
  }

  @Override
  public void update(UpdateReq request, StreamObserver<UpdateResp> observer) {
    answer(
        observer,
        () -> {
          CreateReq.Options options = GroupOptions.asCreation(request.getOptions());
          groups.update(GroupOptions.definition(options, services.limits(), this::end));
          return UpdateResp.getDefaultInstance();
        });
  }

  private GroupKey key(boolean all, StreamIdentifier stream, String group) {
    return all ? GroupOptions.all(group) : GroupOptions.key(stream, group, services.limits());
  }

  private long end(GroupKey key) {
    try {
      return groups.end(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(DeleteReq request, StreamObserver<DeleteResp> observer) {
    DeleteReq.Options options = request.getOptions();
    answer(
        observer,
        () -> {
          groups.delete(
              key(options.hasAll(), options.getStreamIdentifier(), options.getGroupName()));
          return DeleteResp.getDefaultInstance();
        });
  }

  @Override
  public StreamObserver<ReadReq> read(StreamObserver<ReadResp> observer) {
    var identity =
        new GroupConsumer.Identity(CallHeaders.from(), Caller.NAME.get(), CallHeaders.connection());
    return new GroupCall(services, groups, (ServerCallStreamObserver<ReadResp>) observer, identity);
  }

  @Override
  public void getInfo(GetInfoReq request, StreamObserver<GetInfoResp> observer) {
    GetInfoReq.Options options = request.getOptions();
    answer(
        observer,
        () -> {
          GroupKey key =
              key(options.hasAll(), options.getStreamIdentifier(), options.getGroupName());
          return GetInfoResp.newBuilder()
              .setSubscriptionInfo(GroupMessages.info(wait(groups.info(key))))
              .build();
        });
  }

  private GroupInfo wait(CompletableFuture<GroupInfo> info)
      throws InterruptedException, ExecutionException, TimeoutException {
    return info.get(services.config().writeTimeout().toMillis() / 2, TimeUnit.MILLISECONDS);
  }

  @Override
  public void replayParked(ReplayParkedReq request, StreamObserver<ReplayParkedResp> observer) {
    ReplayParkedReq.Options options = request.getOptions();
    answer(
        observer,
        () -> {
          GroupKey key =
              key(options.hasAll(), options.getStreamIdentifier(), options.getGroupName());
          long stop =
              switch (options.getStopAtOptionCase()) {
                case STOP_AT -> options.getStopAt();
                case NO_LIMIT, STOPATOPTION_NOT_SET -> Long.MAX_VALUE;
              };
          groups.replayParked(key, stop);
          return ReplayParkedResp.getDefaultInstance();
        });
  }

  @Override
  public void list(ListReq request, StreamObserver<ListResp> observer) {
    ListReq.Options options = request.getOptions();
    answer(
        observer,
        () -> {
          var response = ListResp.newBuilder();
          for (CompletableFuture<GroupInfo> info : groups.list(stream(options))) {
            response.addSubscriptions(GroupMessages.info(wait(info)));
          }
          return response.build();
        });
  }

  private @Nullable String stream(ListReq.Options options) {
    if (!options.hasListForStream()) {
      return null;
    }
    ListReq.StreamOption one = options.getListForStream();
    return one.hasAll()
        ? StreamNames.ALL
        : ProposedMessages.name(one.getStream(), services.limits());
  }

  @Override
  public void restartSubsystem(Empty request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          groups.restart();
          return Empty.getDefaultInstance();
        });
  }
}
