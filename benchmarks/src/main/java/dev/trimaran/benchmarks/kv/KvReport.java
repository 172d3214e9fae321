package dev.trimaran.benchmarks.kv;

import dev.trimaran.benchmarks.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table: for each row the median of the rounds and their spread, and the ratios of pairs. */
public final class KvReport {

  private final KvPlan plan;
  private final List<KvCell> cells;

  public KvReport(KvPlan plan, List<KvCell> cells) {
    this.plan = plan;
    this.cells = List.copyOf(cells);
  }

  /** One cell on one line, for progress. */
  static String line(KvCell cell) {
    return String.format(
        Locale.ROOT,
        "  %-5s c=%-4d %-8s round %d: %,9.0f/s  p50 %.2f ms  p99 %.2f ms  cpu/req %.0f+%.0f us"
            + "  foreign %.0f %%",
        cell.operation(),
        cell.clients(),
        cell.rival(),
        cell.round(),
        cell.perSecond(),
        cell.p50Ms(),
        cell.p99Ms(),
        cell.serverMicros(),
        cell.clientMicros(),
        cell.foreignPercent());
  }

  /** The whole table. Ratio: requests a second of the first rival to those of the second. */
  public String table() {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-6s%8s  %-9s%11s%23s%10s%10s%9s%9s%10s%n",
            "op",
            "clients",
            "rival",
            "req/s",
            "(min .. max)",
            "p50 ms",
            "p99 ms",
            "srv us",
            "cli us",
            "foreign"));
    for (String operation : List.of("put", "range")) {
      for (int clients : plan.clients()) {
        for (String rival : rivals()) {
          row(out, pick(operation, clients, rival));
        }
        ratio(out, operation, clients);
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<KvCell> row) {
    if (row.isEmpty()) {
      return;
    }
    KvCell first = row.getFirst();
    out.append(
        String.format(
            Locale.ROOT,
            "%-6s%8d  %-9s%,11.0f%23s%10.2f%10.2f%9.0f%9.0f%8.0f %%%s%n",
            first.operation(),
            first.clients(),
            first.rival(),
            spread(row, KvCell::perSecond).median(),
            spread(row, KvCell::perSecond).range("%,.0f"),
            spread(row, KvCell::p50Ms).median(),
            spread(row, KvCell::p99Ms).median(),
            spread(row, KvCell::serverMicros).median(),
            spread(row, KvCell::clientMicros).median(),
            spread(row, KvCell::foreignPercent).median(),
            errors(row)));
  }

  private static String errors(List<KvCell> row) {
    long errors = row.stream().mapToLong(KvCell::errors).sum();
    return errors == 0 ? "" : "  " + errors + " ERRORS";
  }

  private void ratio(StringBuilder out, String operation, int clients) {
    double[] ratios = ratios(operation, clients);
    if (ratios.length == 0) {
      return;
    }
    Spread spread = Spread.of(ratios);
    out.append(
        String.format(
            Locale.ROOT,
            "%-6s%8d  ratio    %11.2f%23s   pairs %s%n%n",
            operation,
            clients,
            spread.median(),
            spread.range("%.2f"),
            Spread.listed(ratios)));
  }

  /** Of each round, the first rival's throughput divided by the second's. */
  public double[] ratios(String operation, int clients) {
    List<String> rivals = rivals();
    if (rivals.size() < 2) {
      return new double[0];
    }
    List<KvCell> ours = pick(operation, clients, rivals.get(0));
    List<KvCell> theirs = pick(operation, clients, rivals.get(1));
    double[] ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours.get(i).perSecond() / theirs.get(i).perSecond();
    }
    return ratios;
  }

  /** Names in the order in which they ran. */
  public List<String> rivals() {
    return cells.stream().map(KvCell::rival).distinct().toList();
  }

  private List<KvCell> pick(String operation, int clients, String rival) {
    return cells.stream()
        .filter(c -> c.operation().equals(operation))
        .filter(c -> c.clients() == clients && c.rival().equals(rival))
        .toList();
  }

  private static Spread spread(List<KvCell> row, ToDoubleFunction<KvCell> of) {
    return Spread.of(row.stream().mapToDouble(of).toArray());
  }
}
