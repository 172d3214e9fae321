package dev.trimaran.events.node.api;

import dev.trimaran.events.client.gossip.ClusterInfo;
import dev.trimaran.events.client.gossip.EndPoint;
import dev.trimaran.events.client.gossip.GossipGrpc;
import dev.trimaran.events.client.gossip.MemberInfo;
import dev.trimaran.events.client.shared.Empty;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.Ticks;
import io.grpc.stub.StreamObserver;

/** Tells clients which nodes there are and which of them leads: they connect there. */
final class GossipService extends GossipGrpc.GossipImplBase {

  private final EventServices services;

  GossipService(EventServices services) {
    this.services = services;
  }

  @Override
  public void read(Empty request, StreamObserver<ClusterInfo> observer) {
    var info = ClusterInfo.newBuilder();
    for (ClusterView.Member member : services.cluster().members()) {
      if (!member.host().isEmpty()) {
        info.addMembers(info(member));
      }
    }
    observer.onNext(info.build());
    observer.onCompleted();
  }

  private MemberInfo info(ClusterView.Member member) {
    boolean alive = member.role() != ClusterView.Role.UNKNOWN;
    MemberInfo.VNodeState state =
        switch (member.role()) {
          case LEADER -> MemberInfo.VNodeState.Leader;
          case FOLLOWER -> MemberInfo.VNodeState.Follower;
          case UNKNOWN -> MemberInfo.VNodeState.Unknown;
        };
    return MemberInfo.newBuilder()
        .setInstanceId(Ids.write(new EventId(0, member.id().value()), true))
        .setTimeStamp(Ticks.ofMillis(services.clock().currentTimeMillis()))
        .setState(state)
        .setIsAlive(alive)
        .setHttpEndPoint(EndPoint.newBuilder().setAddress(member.host()).setPort(member.port()))
        .build();
  }
}
