package dev.trimaran.benchmarks.cache.throughput;

import dev.trimaran.benchmarks.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table: of each row the median of the rounds, their spread, and the ratios of pairs. */
public final class ThroughputReport {

  private static final String HEAD = "%-6s%6s%4s  %-10s%12s%27s%9s%9s%10s%9s%10s%n";

  private final List<Cell> cells;

  public ThroughputReport(List<Cell> cells) {
    this.cells = List.copyOf(cells);
  }

  /** One cell on one line, for progress. */
  static String line(Cell cell) {
    return String.format(
        Locale.ROOT,
        "  %-5s %4s B P=%-2d %-10s round %d: %,11.0f/s  p50 %.2f ms  p99 %.2f ms"
            + "  cpu %.2f s/M  foreign %.0f %%",
        cell.shape().row(),
        size(cell.shape()),
        cell.shape().pipeline(),
        cell.server(),
        cell.round(),
        cell.perSecond(),
        cell.p50Ms(),
        cell.p99Ms(),
        cell.cpuSecondsPerMillion(),
        cell.foreignPercent());
  }

  /** The whole table. Ratio: requests a second of the first server to those of the second. */
  public String table() {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            HEAD,
            "row",
            "bytes",
            "P",
            "server",
            "req/s",
            "(min .. max)",
            "p50 ms",
            "p99 ms",
            "cpu s/M",
            "RSS MiB",
            "foreign"));
    for (Cell.Shape shape : cells.stream().map(Cell::shape).distinct().toList()) {
      for (String server : servers()) {
        row(out, shape, server);
      }
      ratio(out, shape);
    }
    return out.toString();
  }

  private void row(StringBuilder out, Cell.Shape shape, String server) {
    Spread rates = of(shape, server, Cell::perSecond);
    out.append(
        String.format(
            Locale.ROOT,
            "%-6s%6s%4d  %-10s%,12.0f%27s%9.2f%9.2f%10.2f%,9.0f%8.0f %%%n",
            shape.row(),
            size(shape),
            shape.pipeline(),
            server,
            rates.median(),
            rates.range("%,.0f"),
            of(shape, server, Cell::p50Ms).median(),
            of(shape, server, Cell::p99Ms).median(),
            of(shape, server, Cell::cpuSecondsPerMillion).median(),
            of(shape, server, cell -> cell.resident() >> 20).median(),
            of(shape, server, Cell::foreignPercent).median()));
  }

  private void ratio(StringBuilder out, Cell.Shape shape) {
    double[] rates = ratios(shape, Cell::perSecond);
    if (rates.length == 0) {
      return;
    }
    Spread spread = Spread.of(rates);
    out.append(
        String.format(
            Locale.ROOT,
            "%-6s%6s%4d  ratio     %12.2f%27s%9.2f%9.2f%10.2f%9.2f  pairs %s%n%n",
            shape.row(),
            size(shape),
            shape.pipeline(),
            spread.median(),
            spread.range("%.2f"),
            Spread.of(ratios(shape, Cell::p50Ms)).median(),
            Spread.of(ratios(shape, Cell::p99Ms)).median(),
            Spread.of(ratios(shape, Cell::cpuSecondsPerMillion)).median(),
            Spread.of(ratios(shape, Cell::resident)).median(),
            Spread.listed(rates)));
  }

  /** Of each round, a figure of the first server divided by that of the second. */
  public double[] ratios(Cell.Shape shape, ToDoubleFunction<Cell> of) {
    List<String> servers = servers();
    if (servers.size() < 2) {
      return new double[0];
    }
    List<Cell> ours = pick(shape, servers.get(0));
    List<Cell> theirs = pick(shape, servers.get(1));
    double[] ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(ours.get(i)) / of.applyAsDouble(theirs.get(i));
    }
    return ratios;
  }

  /** Names in the order in which they ran first. */
  private List<String> servers() {
    return cells.stream().map(Cell::server).distinct().toList();
  }

  private Spread of(Cell.Shape shape, String server, ToDoubleFunction<Cell> of) {
    return Spread.of(pick(shape, server).stream().mapToDouble(of).toArray());
  }

  private List<Cell> pick(Cell.Shape shape, String server) {
    return cells.stream()
        .filter(cell -> cell.shape().equals(shape) && cell.server().equals(server))
        .toList();
  }

  private static String size(Cell.Shape shape) {
    return shape.valueBytes() == 0 ? "-" : Integer.toString(shape.valueBytes());
  }
}
