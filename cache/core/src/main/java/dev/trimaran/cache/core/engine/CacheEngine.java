package dev.trimaran.cache.core.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.acl.AclCommands;
import dev.trimaran.cache.core.acl.Users;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Periodic;
import dev.trimaran.cache.core.connection.ConnectionCommands;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Watcher;
import dev.trimaran.cache.core.lease.LeaseCommands;
import dev.trimaran.cache.core.lease.Leases;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.notification.KeyChanges;
import dev.trimaran.cache.core.notification.KeyspaceEvents;
import dev.trimaran.cache.core.outliers.OutlierCommands;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.pubsub.PubSub;
import dev.trimaran.cache.core.pubsub.PubSubCommands;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.server.Counters;
import dev.trimaran.cache.core.server.ObservationCommands;
import dev.trimaran.cache.core.server.Parameters;
import dev.trimaran.cache.core.server.Server;
import dev.trimaran.cache.core.server.ServerCommands;
import dev.trimaran.cache.core.session.ReplyMode;
import dev.trimaran.cache.core.session.Sessions;
import dev.trimaran.cache.core.settings.Settings;
import dev.trimaran.cache.core.tracking.Tracking;
import dev.trimaran.cache.core.tracking.TrackingCommands;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cache for one writer: runs requests of clients in the order in which they are handed in, and
 * lets time pass. It holds no socket, clock or file; what concerns others goes out through {@link
 * Client.Outbox} and {@link Journal}.
 */
public final class CacheEngine implements Effects, Watcher {

  private static final byte[] DEL = "DEL".getBytes(US_ASCII);
  private static final int MOST_EXPIRED_AT_ONCE = 200;

  private final Databases databases;
  private final Journal journal;
  private final CommandTable table;
  private final Dispatcher dispatcher;
  private final Watches watches = new Watches();
  private final Pauses pauses = new Pauses();
  private final PubSub pubSub = new PubSub();
  private final KeyspaceEvents events = new KeyspaceEvents(pubSub);
  private final KeyChanges keyChanges;
  private final Leases leases = new Leases();
  private final Sessions sessions = new Sessions();
  private final Tracking tracking = new Tracking(sessions);
  private final Settings settings = new Settings();
  private final Users users;
  private final Observation observation;
  private final Gate gate;
  private final Runner runner;
  private @Nullable Client current;
  private long nextClient = 1;

  /**
   * @param store makes the databases, which tell the engine of what they remove by themselves
   * @param table all commands but the engine's own
   * @param limits the same that the table was made with
   */
  public CacheEngine(
      Function<Watcher, Databases> store, CommandTable table, Limits limits, Ports ports) {
    databases = store.apply(this);
    keyChanges = new KeyChanges(databases);
    journal = ports.journal();
    this.table = table;
    dispatcher = new Dispatcher(table);
    users = new Users(table);
    gate =
        new Gate(
            databases,
            (session, spec, request) -> users.check(session, spec, request, databases.now()));
    Parameters.register(settings, databases, limits);
    EngineParameters.register(settings, events, users);
    EngineParameters.register(settings, leases);
    EngineParameters.register(settings, tracking);
    observation = new Observation(ports, settings, databases);
    EngineParameters.register(settings, observation.hotKeys);
    LeaseFigures.register(observation.counters, leases);
    OutlierFigures.register(observation, databases);
    runner = new Runner(databases, ports, this, observation, tracking);
    Server server =
        new Server(
            databases,
            table,
            sessions,
            settings,
            pubSub,
            tracking,
            observation.counters,
            ports.administration());
    register(table, server);
  }

  private void register(CommandTable table, Server server) {
    Transactions.register(table, this);
    ConnectionCommands.register(
        table,
        new ClientActions(this, users, pauses),
        sessions,
        TrackingCommands.of(tracking, sessions, () -> current().tracker));
    ServerCommands.register(table, server);
    ObservationCommands.register(
        table, observation.slowlog, observation.latencies, observation.monitors);
    AclCommands.register(table, users, sessions::closeThoseOf);
    PubSubCommands.register(table, pubSub, this::current);
    LeaseCommands.register(table, leases);
    OutlierCommands.register(table, observation.hotKeys, observation.bigKeys);
  }

  /** The parameters, to which the shell adds its own. */
  public Settings settings() {
    return settings;
  }

  public Databases databases() {
    return databases;
  }

  /** Changes since the start. */
  public long changes() {
    return runner.changes();
  }

  /** A new client; its session stands at database 0. */
  public Client open(Client.Outbox outbox) {
    Client client = new Client(nextClient++, outbox);
    client.session.identity(users.beginner());
    client.session.authenticated(users.open());
    client.session.since(databases.now());
    sessions.add(client.session);
    return client;
  }

  /** A client is gone. */
  public void close(Client client) {
    reset(client);
    tracking.close(client.tracker);
    sessions.remove(client.session);
    pauses.forget(client);
    if (client.waiting != null) {
      runner.blocking().remove(client.waiting);
    }
  }

  /** Ends its transaction, its subscriptions and what else it is told of. */
  void reset(Client client) {
    Transactions.end(client, watches);
    tracking.off(client.tracker);
    pubSub.forget(client);
    observation.monitors.remove(client.session);
    client.outbox.listening(false);
  }

  /** These keys are what a client's next requests are about: they are fetched together. */
  public void prefetch(Client client, Arguments keys) {
    databases.database(client.session.database()).prefetch(keys, 0, 1);
  }

  /** Runs one request and writes its reply, unless the client is blocked then. */
  public void request(Client client, Arguments request, Reply reply, long nowMs) {
    databases.now(nowMs);
    int mark = reply.length();
    current = client;
    CommandSpec spec = null;
    boolean admitted = false;
    try {
      spec = dispatcher.find(request);
      Dispatcher.check(spec, request);
      client.session.heard(nowMs, spec.name());
      gate.check(client, spec, request, reply);
      if (pauses.stops(client, spec, nowMs)) {
        pauses.hold(client, request.detached());
        return;
      }
      admitted = true;
      tracking.begin(client.tracker);
      if (client.queueing && !Transactions.runsAtOnce(spec)) {
        client.queue.add(new Client.Queued(spec, request.detached()));
        reply.queued();
      } else {
        runner.run(client, spec, request, reply, true);
      }
    } catch (Refused refused) {
      reply.rewind(mark);
      Refused told = admitted ? refused : rejected(client, spec, request, refused);
      observation.counters.error(told.text());
      reply.refused(told);
    }
    settle(client, spec, reply, mark);
    observation.monitors.answered();
    tracking.end(client.tracker, client.queueing, spec);
    runner.serveReady();
  }

  /** A request was not even queued: that spoils a transaction, or ends it. */
  private Refused rejected(
      Client client, @Nullable CommandSpec spec, Arguments request, Refused refused) {
    client.spoiled |= client.queueing;
    if (refused == Dispatcher.HTTP) {
      client.session.close();
    }
    if (spec != null) {
      spec.tally().reject();
    }
    return request.is(0, Transactions.EXEC)
        ? Transactions.abort(client, watches, refused)
        : refused;
  }

  /** A client that wants no replies gets none; one that has subscribed is known as a listener. */
  private static void settle(Client client, @Nullable CommandSpec spec, Reply reply, int mark) {
    switch (client.session.replyMode()) {
      case ON -> {}
      case OFF -> reply.rewind(mark);
      case SKIP_NEXT -> client.session.replyMode(ReplyMode.SKIPPING);
      case SKIPPING -> {
        reply.rewind(mark);
        client.session.replyMode(ReplyMode.ON);
      }
    }
    if (spec != null && spec.is(Flag.PUBSUB)) {
      client.outbox.listening(client.subscriptions().any() || client.session.monitor());
    }
  }

  Runner runner() {
    return runner;
  }

  /** Whose request is being run. */
  Client current() {
    return Objects.requireNonNull(current, "a request is being run");
  }

  /**
   * Lets time pass: what has expired is removed, who has waited too long is answered. Bounded: it
   * may have to be called again at once, see {@link #nextTick}.
   */
  public void tick(long nowMs) {
    databases.now(nowMs);
    databases.expire(MOST_EXPIRED_AT_ONCE);
    for (Periodic periodic : table.periodics()) {
      periodic.run(databases, this, MOST_EXPIRED_AT_ONCE);
    }
    runner.timeOut(nowMs);
    runner.serveReady();
    resume(nowMs);
    turnEnds();
  }

  /** The requests that came together are answered: what is told once for all of them is told. */
  public void turnEnds() {
    tracking.turnEnds();
  }

  /** Runs the requests that a pause has held back. */
  private void resume(long nowMs) {
    for (Map.Entry<Client, Arguments> held : pauses.takeReady(nowMs)) {
      Client client = held.getKey();
      client.postponed = false;
      request(client, held.getValue(), client.outbox.reply(), nowMs);
      client.outbox.wrote();
      if (!client.isBlocked()) {
        client.outbox.unblocked();
      }
    }
  }

  /** When {@link #tick} has something to do, or {@link Keyspace#NO_DEADLINE}. */
  public long nextTick() {
    long waits = Periodic.sooner(runner.blocking().nextDeadline(), pauses.nextDeadline());
    long next = Periodic.sooner(databases.nextDeadline(), waits);
    for (Periodic periodic : table.periodics()) {
      next = Periodic.sooner(next, periodic.nextDeadline());
    }
    return next;
  }

  /** Which events of keys are published. */
  public KeyspaceEvents events() {
    return events;
  }

  /** To whom changes of keys are told. */
  public KeyChanges keyChanges() {
    return keyChanges;
  }

  Counters counters() {
    return observation.counters;
  }

  Watches watches() {
    return watches;
  }

  Journal journal() {
    return journal;
  }

  // What calls tell.

  @Override
  public void modified(Keyspace keys, byte[] key, int offset, int length) {
    leases.overtake(keys, key, offset, length);
    gone(keys, key, offset, length);
  }

  /** What it was loaded from is as it was: leases go on. */
  private void gone(Keyspace keys, byte[] key, int offset, int length) {
    tracking.modified(key, offset, length);
    watches.modified(keys, key, offset, length);
    runner.blocking().modified(keys, key, offset, length);
  }

  @Override
  public void missed(Keyspace keys, byte[] key, int offset, int length) {
    leases.overtake(keys, key, offset, length);
    runner.blocking().modified(keys, key, offset, length);
  }

  @Override
  public void wake(Keyspace keys, byte[] key, int offset, int length) {
    runner.blocking().modified(keys, key, offset, length);
  }

  @Override
  public void event(Keyspace keys, KeyEvent kind, String event, View key) {
    events.happened(keys.number(), kind, event, key);
    keyChanges.happened(keys, kind, event, key);
  }

  @Override
  public void emptied(Keyspace keys, Keyspace by) {
    leases.overtakeAll(keys.number());
    keyChanges.emptied(keys.number());
    watches.emptied(keys, by);
    runner.blocking().emptied(keys.number());
    journal.emptied(keys.number());
  }

  @Override
  public void flushed() {
    tracking.flushed();
  }

  @Override
  public void journal(int database, Arguments request) {
    journal.append(database, request);
  }

  // What the store tells.

  @Override
  public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {
    observation.counters.expired(lateMs);
    removed(keys, new View().of(key, offset, length), KeyEvent.EXPIRED, "expired");
  }

  @Override
  public void evicted(Keyspace keys, byte[] key, int offset, int length) {
    removed(keys, new View().of(key, offset, length), KeyEvent.EVICTED, "evicted");
  }

  @Override
  public void created(Keyspace keys, long place) {
    events.created(keys, place);
    keyChanges.created(keys, place);
  }

  @Override
  public void grew(Keyspace keys, long place) {
    observation.bigKeys.grew(keys, place);
  }

  private void removed(Keyspace keys, View key, KeyEvent kind, String event) {
    gone(keys, key.array(), key.offset(), key.length());
    event(keys, kind, event, key);
    journal.append(keys.number(), Arguments.of(DEL, key.copy()));
  }
}
