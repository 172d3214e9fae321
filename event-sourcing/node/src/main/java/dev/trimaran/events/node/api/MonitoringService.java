package dev.trimaran.events.node.api;

import dev.trimaran.events.client.monitoring.MonitoringGrpc;
import dev.trimaran.events.client.monitoring.StatsReq;
import dev.trimaran.events.client.monitoring.StatsResp;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells figures of the node again and again. */
final class MonitoringService extends MonitoringGrpc.MonitoringImplBase {

  private static final Duration LEAST = Duration.ofMillis(100);

  private final EventServices services;

  MonitoringService(EventServices services) {
    this.services = services;
  }

  @Override
  public void stats(StatsReq request, StreamObserver<StatsResp> observer) {
    var out = new Outlet<StatsResp>((ServerCallStreamObserver<StatsResp>) observer);
    long millis = request.getRefreshTimePeriodInMs();
    if (millis < LEAST.toMillis()) {
      observer.onError(
          Failures.invalid("figures are told every " + LEAST.toMillis() + " ms or less often"));
      return;
    }
    Thread.ofVirtual().start(() -> run(out, millis));
  }

  private void run(Outlet<StatsResp> out, long millis) {
    try {
      while (!out.isCancelled()) {
        out.send(figures());
        TimeUnit.MILLISECONDS.sleep(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      out.fail(Failures.of(e));
    }
  }

  private StatsResp figures() {
    Runtime runtime = Runtime.getRuntime();
    return StatsResp.newBuilder()
        .putStats("es-nextPosition", Long.toString(services.reader().nextPosition()))
        .putStats("proc-heap-used", Long.toString(runtime.totalMemory() - runtime.freeMemory()))
        .putStats("proc-heap-max", Long.toString(runtime.maxMemory()))
        .putStats("sys-processors", Integer.toString(runtime.availableProcessors()))
        .build();
  }
}
