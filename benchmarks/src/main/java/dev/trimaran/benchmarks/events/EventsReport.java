package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The table: for each row the median of the rounds, and the ratios of the first rival to others.
 */
public final class EventsReport {

  private final EventsPlan plan;
  private final List<EventCell> cells;

  public EventsReport(EventsPlan plan, List<EventCell> cells) {
    this.plan = plan;
    this.cells = List.copyOf(cells);
  }

  /** One cell on one line, for progress. */
  static String line(EventCell cell) {
    return String.format(
        Locale.ROOT,
        "  %-10s c=%-4d %-10s round %d: %,10.0f events/s  p50 %.2f ms  p99 %.2f ms  cpu/event"
            + " %.1f+%.1f us  foreign %.0f %%",
        cell.row(),
        cell.clients(),
        cell.rival(),
        cell.round(),
        cell.eventsPerSecond(),
        cell.p50Ms(),
        cell.p99Ms(),
        cell.serverMicros(),
        cell.clientMicros(),
        cell.foreignPercent());
  }

  /** The whole table. Ratio: events a second of the first rival to those of this one. */
  public String table() {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-11s%8s  %-11s%13s%10s%10s%10s%10s%10s  %s%n",
            "row",
            "clients",
            "rival",
            "events/s",
            "p50 ms",
            "p99 ms",
            "srv us",
            "cli us",
            "foreign",
            "ratio of pairs"));
    for (EventRow row : plan.rows()) {
      for (String rival : rivals()) {
        row(out, row, rival);
      }
      out.append(System.lineSeparator());
    }
    return out.toString();
  }

  private void row(StringBuilder out, EventRow row, String rival) {
    List<EventCell> picked = pick(row, rival);
    if (picked.isEmpty()) {
      return;
    }
    long errors = picked.stream().mapToLong(EventCell::errors).sum();
    out.append(
        String.format(
            Locale.ROOT,
            "%-11s%8d  %-11s%,13.0f%10.2f%10.2f%10.1f%10.1f%8.0f %%  %s%s%n",
            row.name(),
            row.clients(),
            rival,
            median(picked, EventCell::eventsPerSecond),
            median(picked, EventCell::p50Ms),
            median(picked, EventCell::p99Ms),
            median(picked, EventCell::serverMicros),
            median(picked, EventCell::clientMicros),
            median(picked, EventCell::foreignPercent),
            ratio(row, rival),
            errors == 0 ? "" : "  " + errors + " ERRORS"));
  }

  private String ratio(EventRow row, String rival) {
    double[] ratios = ratios(row, rival);
    return ratios.length == 0
        ? ""
        : String.format(
            Locale.ROOT, "%.2f  (%s)", Spread.of(ratios).median(), Spread.listed(ratios));
  }

  /** Of each round, the first rival's events a second divided by this one's; none of itself. */
  public double[] ratios(EventRow row, String rival) {
    String first = rivals().getFirst();
    if (rival.equals(first)) {
      return new double[0];
    }
    List<EventCell> ours = pick(row, first);
    List<EventCell> theirs = pick(row, rival);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      ratios.add(ours.get(i).eventsPerSecond() / theirs.get(i).eventsPerSecond());
    }
    return ratios.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Names in the order in which they ran. */
  public List<String> rivals() {
    return cells.stream().map(EventCell::rival).distinct().toList();
  }

  private List<EventCell> pick(EventRow row, String rival) {
    return cells.stream()
        .filter(c -> c.row().equals(row.name()) && c.clients() == row.clients())
        .filter(c -> c.rival().equals(rival))
        .toList();
  }

  private static double median(List<EventCell> row, ToDoubleFunction<EventCell> of) {
    return Spread.of(row.stream().mapToDouble(of).toArray()).median();
  }
}
