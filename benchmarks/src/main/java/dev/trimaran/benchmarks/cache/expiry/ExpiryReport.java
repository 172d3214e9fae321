package dev.trimaran.benchmarks.cache.expiry;

import dev.trimaran.benchmarks.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table: of each number of others the median of the rounds, and the ratios of pairs. */
public final class ExpiryReport {

  private final List<Lateness> all;

  public ExpiryReport(List<Lateness> all) {
    this.all = List.copyOf(all);
  }

  /** One measurement on one line, for progress. */
  static String line(Lateness one) {
    return String.format(
        Locale.ROOT,
        "  %,9d others %-10s round %d: %d of %d events  p50 %,.1f ms  p99 %,.1f ms  cpu %.1f %%"
            + "  foreign %.0f %%",
        one.others(),
        one.server(),
        one.round(),
        one.arrived(),
        one.probes(),
        one.p50Ms(),
        one.p99Ms(),
        one.serverPercent(),
        one.foreignPercent());
  }

  /** The whole table. Ratio: the first server's lag to another's. */
  public String table() {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%10s  %-10s%13s%13s%26s%13s%15s%8s%10s%n",
            "others",
            "server",
            "p50 ms",
            "p99 ms",
            "(min .. max)",
            "max ms",
            "events",
            "cpu",
            "foreign"));
    List<String> servers = all.stream().map(Lateness::server).distinct().toList();
    for (long others : all.stream().map(Lateness::others).distinct().toList()) {
      for (String server : servers) {
        row(out, pick(others, server));
      }
      for (String rival : servers.subList(1, servers.size())) {
        ratio(out, others, servers.getFirst(), rival);
      }
      out.append(System.lineSeparator());
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<Lateness> row) {
    Lateness first = row.getFirst();
    int arrived = row.stream().mapToInt(Lateness::arrived).min().orElse(0);
    Spread tail = spread(row, Lateness::p99Ms);
    out.append(
        String.format(
            Locale.ROOT,
            "%,10d  %-10s%13s%13s%26s%13s%15s%6.1f %%%8.0f %%%n",
            first.others(),
            first.server(),
            lag(spread(row, Lateness::p50Ms).median(), arrived, first.probes(), 0.5),
            lag(tail.median(), arrived, first.probes(), 0.99),
            tail.range("%,.1f"),
            lag(spread(row, Lateness::maxMs).median(), arrived, first.probes(), 1),
            arrived + " of " + first.probes(),
            spread(row, Lateness::serverPercent).median(),
            spread(row, Lateness::foreignPercent).median()));
  }

  /** A lag, marked when too few events arrived to know it: it is then at least that. */
  private static String lag(double millis, int arrived, int probes, double share) {
    String shown = String.format(Locale.ROOT, "%,.1f", millis);
    return arrived < share * probes ? ">" + shown : shown;
  }

  private void ratio(StringBuilder out, long others, String server, String rival) {
    double[] tails = ratios(others, server, rival, Lateness::p99Ms);
    out.append(
        String.format(
            Locale.ROOT,
            "%,10d  ratio     %13.4f%13.4f%26s  to %s%n",
            others,
            Spread.of(ratios(others, server, rival, Lateness::p50Ms)).median(),
            Spread.of(tails).median(),
            Spread.of(tails).range("%.4f"),
            rival));
  }

  /** Of each round, a figure of one server divided by that of another. */
  public double[] ratios(long others, String server, String rival, ToDoubleFunction<Lateness> of) {
    List<Lateness> ours = pick(others, server);
    List<Lateness> theirs = pick(others, rival);
    double[] ratios = new double[Math.min(ours.size(), theirs.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(ours.get(i)) / of.applyAsDouble(theirs.get(i));
    }
    return ratios;
  }

  private List<Lateness> pick(long others, String server) {
    return all.stream()
        .filter(one -> one.others() == others && one.server().equals(server))
        .toList();
  }

  private static Spread spread(List<Lateness> row, ToDoubleFunction<Lateness> of) {
    return Spread.of(row.stream().mapToDouble(of).toArray());
  }
}
