package dev.trimaran.events.node.api;

import dev.trimaran.events.client.features.ServerFeaturesGrpc;
import dev.trimaran.events.client.features.SupportedMethod;
import dev.trimaran.events.client.features.SupportedMethods;
import dev.trimaran.events.client.shared.Empty;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells which methods there are: those that are served, so none is promised that is not. Asked
 * without credentials.
 */
final class FeaturesService extends ServerFeaturesGrpc.ServerFeaturesImplBase {

  private static final String GROUPS = "persistentsubscriptions";

  /** What clients ask of a method before they use all of it. */
  private static final Map<String, List<String>> FEATURES =
      Map.ofEntries(
          Map.entry("streams/read", List.of("position", "events")),
          Map.entry("streams/batchappend", List.of("deadline_duration")),
          Map.entry(GROUPS + "/create", List.of("stream", "all")),
          Map.entry(GROUPS + "/update", List.of("stream", "all")),
          Map.entry(GROUPS + "/delete", List.of("stream", "all")),
          Map.entry(GROUPS + "/read", List.of("stream", "all")),
          Map.entry(GROUPS + "/getinfo", List.of("stream", "all")),
          Map.entry(GROUPS + "/replayparked", List.of("stream", "all")),
          Map.entry(GROUPS + "/list", List.of("stream", "all")));

  private final SupportedMethods answer;

  FeaturesService(String version, List<ServerServiceDefinition> services) {
    var methods = SupportedMethods.newBuilder().setEventStoreServerVersion(version);
    for (ServerServiceDefinition service : services) {
      for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
        methods.addMethods(supported(method.getMethodDescriptor()));
      }
    }
    answer = methods.build();
  }

  private static SupportedMethod supported(MethodDescriptor<?, ?> method) {
    String service = String.valueOf(method.getServiceName()).toLowerCase(Locale.ROOT);
    String name = String.valueOf(method.getBareMethodName()).toLowerCase(Locale.ROOT);
    String bare = service.substring(service.lastIndexOf('.') + 1);
    return SupportedMethod.newBuilder()
        .setServiceName(service)
        .setMethodName(name)
        .addAllFeatures(FEATURES.getOrDefault(bare + "/" + name, List.of()))
        .build();
  }

  @Override
  public void getSupportedMethods(Empty request, StreamObserver<SupportedMethods> observer) {
    observer.onNext(answer);
    observer.onCompleted();
  }
}
