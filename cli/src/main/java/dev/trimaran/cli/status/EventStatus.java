package dev.trimaran.cli.status;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.model.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the event store of a node says of itself, in numbers: its metrics.
 *
 * @param events recorded
 * @param streams there are or were
 * @param committed last committed entry of the log
 * @param applied last entry this node has applied
 */
record EventStatus(
    String endpoint,
    boolean isLeader,
    long term,
    long events,
    long streams,
    long committed,
    long applied) {

  private static final String PREFIX = "trimaran_events_";

  /**
   * Asks the event store at {@code host:port}.
   *
   * @throws CliError when it cannot be asked
   */
  static EventStatus ask(String endpoint, Duration timeout) {
    URI metrics = URI.create("http://" + endpoint + "/metrics");
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(timeout).build();
      return of(endpoint, client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw unreachable(endpoint, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(endpoint, "interrupted");
    }
  }

  private static CliError unreachable(String endpoint, String why) {
    return new CliError(
        ExitCode.UNREACHABLE,
        "UNREACHABLE",
        "the event store at " + endpoint + " does not answer: " + why,
        "see which nodes run: trimaran ps");
  }

  /** Reads metrics in Prometheus' text format; what is missing is 0. */
  static EventStatus of(String endpoint, String text) {
    Map<String, Long> numbers = new HashMap<>();
    for (String line : text.lines().toList()) {
      int blank = line.indexOf(' ');
      if (line.startsWith(PREFIX) && blank > 0) {
        double value = Double.parseDouble(line.substring(blank + 1));
        numbers.put(line.substring(PREFIX.length(), blank), (long) value);
      }
    }
    return new EventStatus(
        endpoint,
        numbers.getOrDefault("is_leader", 0L) == 1,
        numbers.getOrDefault("term", 0L),
        numbers.getOrDefault("events", 0L),
        numbers.getOrDefault("streams", 0L),
        numbers.getOrDefault("committed_index", 0L),
        numbers.getOrDefault("applied_index", 0L));
  }

  /** What programs read. */
  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("endpoint", endpoint);
    data.put("is_leader", isLeader);
    data.put("term", term);
    data.put("events", events);
    data.put("streams", streams);
    data.put("committed_index", committed);
    data.put("applied_index", applied);
    return data;
  }
}
