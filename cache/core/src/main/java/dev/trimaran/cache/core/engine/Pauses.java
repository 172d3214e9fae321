package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that wait since clients are paused ({@code CLIENT PAUSE}), in their order. */
final class Pauses {

  private final Map<Client, Arguments> held = new LinkedHashMap<>();
  private long untilMs;
  private boolean writesOnly;

  /** A later end and a stricter mode prevail over those of a pause that holds already. */
  void pause(long until, boolean writes, long nowMs) {
    boolean holds = untilMs > nowMs;
    writesOnly = writes && (!holds || writesOnly);
    untilMs = holds ? Math.max(untilMs, until) : until;
  }

  void end() {
    untilMs = 0;
  }

  /** Whether a request must wait. */
  boolean stops(Client client, CommandSpec spec, long nowMs) {
    if (untilMs <= nowMs) {
      return false;
    }
    return !writesOnly || changes(client, spec);
  }

  private static boolean changes(Client client, CommandSpec spec) {
    return spec.is(Flag.WRITE)
        || spec.name().equals("publish")
        || (spec.name().equals("exec")
            && client.queue.stream().anyMatch(queued -> queued.spec().is(Flag.WRITE)));
  }

  void hold(Client client, Arguments request) {
    client.postponed = true;
    held.put(client, request);
  }

  void forget(Client client) {
    held.remove(client);
  }

  /** Takes those that may go on. */
  List<Map.Entry<Client, Arguments>> takeReady(long nowMs) {
    if (held.isEmpty() || untilMs > nowMs) {
      return List.of();
    }
    List<Map.Entry<Client, Arguments>> taken = new ArrayList<>(held.entrySet());
    held.clear();
    return taken;
  }

  long nextDeadline() {
    return held.isEmpty() ? Keyspace.NO_DEADLINE : untilMs;
  }
}
