package dev.trimaran.chaos.process.scenario;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run.
 *
 * @param history all that clients asked and were told
 * @param uniquePuts acknowledged puts of unique keys, each read back from every server
 * @param hits servers killed or paused, before all were killed
 * @param outages time without service after each hit
 * @param restart time without service after all were killed; null when it did not come to that
 * @param violations what is wrong, in words; empty when nothing is
 * @param kept where logs, data and history are kept; null when they are removed
 */
public record RunReport(
    RunPlan plan,
    History history,
    long uniquePuts,
    int hits,
    List<Duration> outages,
    @Nullable Duration restart,
    List<String> violations,
    @Nullable Path kept) {

  public RunReport {
    outages = List.copyOf(outages);
    violations = List.copyOf(violations);
  }

  public boolean ok() {
    return violations.isEmpty();
  }

  /** The lines that people read. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %d nodes of %s, %d s, seed %d"
            .formatted(
                plan.scenario().title(),
                plan.nodes(),
                plan.program().name(),
                plan.duration().toSeconds(),
                plan.seed()));
    lines.add(
        "operations   %d acknowledged, %d refused, %d of unknown outcome"
            .formatted(
                history.count(Outcome.OK),
                history.count(Outcome.FAIL),
                history.count(Outcome.INFO)));
    lines.add(
        "unique puts  %d acknowledged%s"
            .formatted(uniquePuts, ok() ? ", all read back from every node" : ""));
    lines.add("hits         %d, then all nodes at once".formatted(hits));
    lines.add(
        "no service   median %s, max %s, after the death of all %s"
            .formatted(millis(median(outages)), millis(max(outages)), millis(restart)));
    for (String violation : violations) {
      lines.add("VIOLATION    " + violation.replace("\n", "\n             "));
    }
    lines.add("verdict      " + (ok() ? "OK" : "VIOLATED"));
    if (kept != null) {
      lines.add("kept         " + kept + " (history.jsonl, logs, data)");
    }
    return lines;
  }

  static @Nullable Duration median(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
  }

  private static @Nullable Duration max(List<Duration> durations) {
    return durations.stream().max(Duration::compareTo).orElse(null);
  }

  private static String millis(@Nullable Duration duration) {
    return duration == null ? "-" : duration.toMillis() + " ms";
  }
}
