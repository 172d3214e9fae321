package dev.trimaran.events.node.api;

import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.node.group.PersistentGroups;
import dev.trimaran.events.node.model.ClusterView;
import dev.trimaran.events.node.model.EventReader;
import dev.trimaran.events.node.model.EventWriter;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.events.node.model.ReadBarrier;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * What the services are made of.
 *
 * @param clock stamps events
 * @param randomness for ids of events that the node itself writes
 */
public record EventServices(
    EventReader reader,
    LinkReader links,
    EventWriter writer,
    ReadBarrier barrier,
    ClusterView cluster,
    Clock clock,
    Randomness randomness,
    EventLimits limits,
    ApiConfig config) {

  /** The service of persistent subscriptions. */
  public BindableService persistentSubscriptions(PersistentGroups groups) {
    return new GroupsService(this, groups);
  }

  /**
   * All services of this package, and others, with what headers say in each call's context.
   *
   * @param others whose methods {@code ServerFeatures} tells too
   */
  public List<ServerServiceDefinition> definitions(List<BindableService> others) {
    List<BindableService> all = new ArrayList<>();
    all.add(new StreamsService(this));
    all.add(new RecordsService(this));
    all.add(new GossipService(this));
    all.add(new MonitoringService(this));
    all.add(new ProjectionsService());
    all.addAll(others);
    List<ServerServiceDefinition> definitions =
        new ArrayList<>(all.stream().map(BindableService::bindService).toList());
    definitions.add(new FeaturesService(config.version(), definitions).bindService());
    return definitions.stream()
        .map(definition -> ServerInterceptors.intercept(definition, new CallHeaders()))
        .toList();
  }
}
