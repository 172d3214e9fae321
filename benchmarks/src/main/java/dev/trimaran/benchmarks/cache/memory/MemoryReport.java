package dev.trimaran.benchmarks.cache.memory;

import dev.trimaran.benchmarks.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table: of each shape the median of the rounds, and the ratio to each rival. */
public final class MemoryReport {

  private static final String HEAD = "%11s %-4s %-10s%9s%18s%10s%10s%10s%11s%9s%10s%n";

  private final List<Footprint> all;

  public MemoryReport(List<Footprint> all) {
    this.all = List.copyOf(all);
  }

  /** One measurement on one line, for progress. */
  static String line(Footprint one) {
    return String.format(
        Locale.ROOT,
        "  %,11d %-4s %-10s round %d: %.1f B/entry  RSS %,d MiB, at rest %,d, empty %,d  load %,.0f/s"
            + "  foreign %.0f %%",
        one.shape().entries(),
        deadline(one.shape()),
        one.server(),
        one.round(),
        one.bytesPerEntry(),
        one.residentLoaded() >> 20,
        one.residentAtRest() >> 20,
        one.residentEmpty() >> 20,
        one.loadPerSecond(),
        one.foreignPercent());
  }

  /** The whole table. Ratio: the first server's figure to another's. */
  public String table() {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            HEAD,
            "entries",
            "TTL",
            "server",
            "B/entry",
            "(min .. max)",
            "RSS MiB",
            "rest MiB",
            "empty MiB",
            "load/s",
            "cpu s/M",
            "foreign"));
    List<String> servers = all.stream().map(Footprint::server).distinct().toList();
    for (MemoryPlan.Shape shape : all.stream().map(Footprint::shape).distinct().toList()) {
      for (String server : servers) {
        row(out, shape, server);
      }
      for (String rival : servers.subList(1, servers.size())) {
        ratio(out, shape, servers.getFirst(), rival);
      }
      out.append(System.lineSeparator());
    }
    return out.toString();
  }

  private void row(StringBuilder out, MemoryPlan.Shape shape, String server) {
    Spread each = of(shape, server, Footprint::bytesPerEntry);
    out.append(
        String.format(
            Locale.ROOT,
            "%,11d %-4s %-10s%9.1f%18s%,10.0f%,10.0f%,10.0f%,11.0f%9.2f%8.0f %%%n",
            shape.entries(),
            deadline(shape),
            server,
            each.median(),
            each.range("%.1f"),
            of(shape, server, one -> one.residentLoaded() >> 20).median(),
            of(shape, server, one -> one.residentAtRest() >> 20).median(),
            of(shape, server, one -> one.residentEmpty() >> 20).median(),
            of(shape, server, Footprint::loadPerSecond).median(),
            of(shape, server, Footprint::cpuSecondsPerMillion).median(),
            of(shape, server, Footprint::foreignPercent).median()));
  }

  private void ratio(StringBuilder out, MemoryPlan.Shape shape, String server, String rival) {
    Spread each = Spread.of(ratios(shape, server, rival, Footprint::bytesPerEntry));
    out.append(
        String.format(
            Locale.ROOT,
            "%,11d %-4s ratio     %9.2f%18s%10.2f%10.2f%10.2f%11.2f%9.2f  to %s%n",
            shape.entries(),
            deadline(shape),
            each.median(),
            each.range("%.2f"),
            Spread.of(ratios(shape, server, rival, Footprint::residentLoaded)).median(),
            Spread.of(ratios(shape, server, rival, Footprint::residentAtRest)).median(),
            Spread.of(ratios(shape, server, rival, Footprint::residentEmpty)).median(),
            Spread.of(ratios(shape, server, rival, Footprint::loadPerSecond)).median(),
            Spread.of(ratios(shape, server, rival, Footprint::cpuSecondsPerMillion)).median(),
            rival));
  }

  /** Of each round, a figure of one server divided by that of another. */
  public double[] ratios(
      MemoryPlan.Shape shape, String server, String rival, ToDoubleFunction<Footprint> of) {
    double[] ours = values(shape, server, of);
    double[] theirs = values(shape, rival, of);
    double[] ratios = new double[Math.min(ours.length, theirs.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / theirs[i];
    }
    return ratios;
  }

  private Spread of(MemoryPlan.Shape shape, String server, ToDoubleFunction<Footprint> of) {
    return Spread.of(values(shape, server, of));
  }

  private double[] values(MemoryPlan.Shape shape, String server, ToDoubleFunction<Footprint> of) {
    return all.stream()
        .filter(one -> one.shape().equals(shape) && one.server().equals(server))
        .mapToDouble(of)
        .toArray();
  }

  private static String deadline(MemoryPlan.Shape shape) {
    return shape.timeToLive() ? "yes" : "no";
  }
}
