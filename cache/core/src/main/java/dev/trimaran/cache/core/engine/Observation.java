package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.outliers.BigKeys;
import dev.trimaran.cache.core.outliers.HotKeys;
import dev.trimaran.cache.core.server.Counters;
import dev.trimaran.cache.core.server.Latencies;
import dev.trimaran.cache.core.server.Monitors;
import dev.trimaran.cache.core.server.Slowlog;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.settings.Settings;
import java.util.function.LongSupplier;

/** Looks on while commands are run: counts and times them, and tells who monitors. */
final class Observation {

  private final LongSupplier nanoTime;
  final Counters counters = new Counters();
  final Monitors monitors = new Monitors();
  final Slowlog slowlog = new Slowlog();
  final Latencies latencies = new Latencies();
  final HotKeys hotKeys;
  final BigKeys bigKeys;

  Observation(Ports ports, Settings settings, Databases databases) {
    nanoTime = ports.nanoTime();
    hotKeys = new HotKeys(ports.randomness());
    bigKeys = new BigKeys(databases);
    settings.watch("slowlog-log-slower-than", v -> slowlog.threshold(Long.parseLong(v)));
    settings.watch("slowlog-max-len", v -> slowlog.length(Integer.parseInt(v)));
    settings.watch("latency-monitor-threshold", v -> latencies.threshold(Long.parseLong(v)));
  }

  long begin(Session session, CommandSpec spec, Arguments request, long nowMs) {
    if (hotKeys.isDue()) {
      hotKeys.look(spec, request, session.database(), nowMs);
      bigKeys.lookAgain(nowMs);
    }
    return nanoTime.getAsLong();
  }

  void end(Session session, CommandSpec spec, Arguments request, long began) {
    long nanos = nanoTime.getAsLong() - began;
    spec.tally().ran(nanos);
    counters.ran();
    long micros = nanos / 1000;
    if (slowlog.takes(micros) && !spec.is(Flag.SKIP_SLOWLOG)) {
      slowlog.add(session, request, micros);
    }
    if (!monitors.isEmpty()) {
      monitors.tell(session, spec, request);
    }
    latencies.note(spec.is(Flag.FAST) ? "fast-command" : "command", micros, session.heardMs());
  }
}
