package dev.trimaran.server.metrics;

import dev.trimaran.server.http.HttpReply;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Metrics in Prometheus' text format, those of the JVM with them; registered at the first scrape.
 */
public final class Exposition {

  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Consumer<PrometheusRegistry> register;
  private boolean registered;

  /**
   * @param register puts all metrics into a registry
   */
  public Exposition(Consumer<PrometheusRegistry> register) {
    this.register = register;
  }

  /** All metrics as they are now. */
  public synchronized HttpReply scrape() {
    if (!registered) {
      registered = true;
      register.accept(registry);
      JvmMetrics.builder().register(registry);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
    try {
      WRITER.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array refused bytes", e);
    }
    return new HttpReply(200, PrometheusTextFormatWriter.CONTENT_TYPE, out.toByteArray());
  }
}
