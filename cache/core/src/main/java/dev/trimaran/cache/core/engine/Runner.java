package dev.trimaran.cache.core.engine;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.tracking.Tracking;
import java.util.List;
import java.util.Optional;

/** Runs commands that may be run, journals what they changed, and serves those that wait. */
final class Runner {

  private final Databases databases;
  private final Randomness randomness;
  private final Journal journal;
  private final Effects effects;
  private final Observation observation;
  private final Tracking tracking;
  private final Blocking blocking = new Blocking();
  private final Call call;
  private long changes;

  Runner(
      Databases databases,
      Ports ports,
      Effects effects,
      Observation observation,
      Tracking tracking) {
    this.databases = databases;
    randomness = ports.randomness();
    journal = ports.journal();
    this.effects = effects;
    this.observation = observation;
    this.tracking = tracking;
    call = new Call(databases, randomness, effects);
  }

  Blocking blocking() {
    return blocking;
  }

  /** Changes since the start. */
  long changes() {
    return changes;
  }

  /** Runs a command, journals it, and lets it wait where it asks for that. */
  void run(Client client, CommandSpec spec, Arguments request, Reply reply, boolean mayBlock) {
    Call one = mayBlock ? call : new Call(databases, randomness, effects);
    if (spec.is(Flag.WRITE)) {
      journal.threatens(spec, client.session.database(), request);
    }
    timed(client, spec, one.begin(client.session, request, reply, mayBlock));
    if (one.dirty() > 0) {
      changes += one.dirty();
      if (!one.journalled()) {
        journal.append(client.session.database(), request);
      }
    }
    if (one.blocked()) {
      List<Key> keys = Blocking.keys(spec, request, client.session.database());
      blocking.add(
          new Waiting(
              client,
              spec,
              request.detached(),
              keys,
              blocking.nextOrder(),
              one.blockedUntil(),
              one.onTimeout()));
    }
  }

  private void timed(Client client, CommandSpec spec, Call one) {
    Session session = one.session();
    long began = observation.begin(session, spec, one.arguments(), databases.now());
    try {
      Dispatcher.run(spec, one);
    } catch (Refused refused) {
      spec.tally().fail();
      throw refused;
    } finally {
      observation.end(session, spec, one.arguments(), began);
      if (client.tracker.isOn() && spec.is(Flag.READONLY)) {
        tracking.read(client.tracker, spec, one.arguments());
      }
    }
  }

  /** Answers a client that waits as if its time were over, or with an error. */
  boolean unblock(Client client, boolean asError) {
    Waiting waiting = client.waiting;
    if (waiting == null) {
      return false;
    }
    if (asError) {
      client.outbox.reply().error("UNBLOCKED client unblocked via CLIENT UNBLOCK");
      release(waiting);
    } else {
      timeOut(waiting);
    }
    return true;
  }

  private void timeOut(Waiting waiting) {
    Client client = waiting.client();
    Call timeout = new Call(databases, randomness, effects);
    waiting
        .onTimeout()
        .run(timeout.begin(client.session, waiting.request(), client.outbox.reply(), true));
    release(waiting);
  }

  /** Serves those whose keys the last request has changed, and those whose keys that changed. */
  void serveReady() {
    while (blocking.hasReady()) {
      for (Waiting waiting : blocking.takeReady()) {
        if (waiting.client().waiting == waiting) {
          tracking.begin(waiting.client().tracker);
          serve(waiting);
          tracking.end(waiting.client().tracker, false, waiting.spec());
        }
      }
    }
  }

  private void serve(Waiting waiting) {
    Client client = waiting.client();
    Reply reply = client.outbox.reply();
    int mark = reply.length();
    Call again = new Call(databases, randomness, effects);
    journal.threatens(waiting.spec(), client.session.database(), waiting.request());
    try {
      Dispatcher.run(waiting.spec(), again.begin(client.session, waiting.request(), reply, true));
    } catch (Refused refused) {
      reply.rewind(mark);
      if (refused == Refusals.WRONG_TYPE) {
        return; // What came is not what it waits for: it waits on.
      }
      reply.refused(refused);
      observation.counters.error(refused.text());
    }
    if (again.blocked()) {
      return;
    }
    if (again.dirty() > 0) {
      changes += again.dirty();
      if (!again.journalled()) {
        journal.append(client.session.database(), waiting.request());
      }
    }
    release(waiting);
  }

  private void release(Waiting waiting) {
    blocking.remove(waiting);
    waiting.client().outbox.wrote();
    waiting.client().outbox.unblocked();
  }

  /** Answers those who have waited for too long. */
  void timeOut(long nowMs) {
    Optional<Waiting> overdue = blocking.overdue(nowMs);
    while (overdue.isPresent()) {
      timeOut(overdue.get());
      overdue = blocking.overdue(nowMs);
    }
  }
}
