package dev.trimaran.cache.core.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Effects;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Periodic;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.keyspace.Watcher;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.KeyEvent;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.notification.KeyspaceEvents;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.pubsub.PubSub;
import dev.trimaran.cache.core.pubsub.PubSubCommands;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  private final Randomness randomness;
  private final Watches watches = new Watches();
  private final Blocking blocking = new Blocking();
  private final PubSub pubSub = new PubSub();
  private final KeyspaceEvents events = new KeyspaceEvents(pubSub);
  private final Call call;
  private @Nullable Client current;
  private long nextClient = 1;
  private long changes;

  /**
   * @param store makes the databases, which tell the engine of what they remove by themselves
   * @param table all commands but the engine's own
   */
  public CacheEngine(
      Function<Watcher, Databases> store,
      CommandTable table,
      Randomness randomness,
      Journal journal) {
    this.databases = store.apply(this);
    this.journal = journal;
    this.table = table;
    this.randomness = randomness;
    dispatcher = new Dispatcher(table, databases);
    call = new Call(databases, randomness, this);
    Transactions.register(table, this);
    Basics.register(table, this);
    PubSubCommands.register(table, pubSub, this::current);
  }

  public Databases databases() {
    return databases;
  }

  /** Changes since the start. */
  public long changes() {
    return changes;
  }

  /** A new client; its session stands at database 0. */
  public Client open(Client.Outbox outbox) {
    return new Client(new Session(nextClient++), outbox);
  }

  /** A client is gone. */
  public void close(Client client) {
    watches.unwatch(client);
    pubSub.forget(client);
    if (client.waiting != null) {
      blocking.remove(client.waiting);
    }
  }

  /** Runs one request and writes its reply, unless the client is blocked then. */
  public void request(Client client, Arguments request, Reply reply, long nowMs) {
    databases.now(nowMs);
    int mark = reply.length();
    current = client;
    try {
      CommandSpec spec = dispatcher.find(request);
      if (client.queueing && !Transactions.runsAtOnce(spec)) {
        client.queue.add(new Client.Queued(spec, request.detached()));
        reply.queued();
        return;
      }
      run(client, spec, request, reply, true);
    } catch (Refused refused) {
      reply.rewind(mark);
      reply.refused(refused);
      client.spoiled |= client.queueing;
    }
    serveReady();
  }

  /** Whose request is being run. */
  Client current() {
    return Objects.requireNonNull(current, "a request is being run");
  }

  /** Runs a command, journals it, and lets it wait where it asks for that. */
  void run(Client client, CommandSpec spec, Arguments request, Reply reply, boolean mayBlock) {
    Call one = mayBlock ? call : new Call(databases, randomness, this);
    if (spec.is(Flag.WRITE)) {
      journal.threatens(spec, client.session.database(), request);
    }
    dispatcher.run(spec, one.begin(client.session, request, reply, mayBlock));
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

  /** Serves those whose keys the last request has changed, and those whose keys that changed. */
  private void serveReady() {
    while (blocking.hasReady()) {
      for (Waiting waiting : blocking.takeReady()) {
        if (waiting.client().waiting == waiting) {
          serve(waiting);
        }
      }
    }
  }

  private void serve(Waiting waiting) {
    Client client = waiting.client();
    Reply reply = client.outbox.reply();
    int mark = reply.length();
    Call again = new Call(databases, randomness, this);
    journal.threatens(waiting.spec(), client.session.database(), waiting.request());
    try {
      dispatcher.run(waiting.spec(), again.begin(client.session, waiting.request(), reply, true));
    } catch (Refused refused) {
      reply.rewind(mark);
      if (refused == Refusals.WRONG_TYPE) {
        return; // What came is not what it waits for: it waits on.
      }
      reply.refused(refused);
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
    Optional<Waiting> overdue = blocking.overdue(nowMs);
    while (overdue.isPresent()) {
      Waiting waiting = overdue.get();
      Client client = waiting.client();
      Reply reply = client.outbox.reply();
      Call timeout = new Call(databases, randomness, this);
      waiting.onTimeout().run(timeout.begin(client.session, waiting.request(), reply, true));
      release(waiting);
      overdue = blocking.overdue(nowMs);
    }
    serveReady();
  }

  /** When {@link #tick} has something to do, or {@link Keyspace#NO_DEADLINE}. */
  public long nextTick() {
    long next = earlier(databases.nextDeadline(), blocking.nextDeadline());
    for (Periodic periodic : table.periodics()) {
      next = earlier(next, periodic.nextDeadline());
    }
    return next;
  }

  private static long earlier(long one, long other) {
    return one == Keyspace.NO_DEADLINE || other == Keyspace.NO_DEADLINE
        ? Math.max(one, other)
        : Math.min(one, other);
  }

  /** Which events of keys are published. */
  public KeyspaceEvents events() {
    return events;
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
    watches.modified(keys, key, offset, length);
    blocking.modified(keys, key, offset, length);
  }

  @Override
  public void event(Keyspace keys, KeyEvent kind, String event, View key) {
    events.happened(keys.number(), kind, event, key);
  }

  @Override
  public void emptied(Keyspace keys) {
    watches.emptied(keys.number());
    blocking.emptied(keys.number());
    journal.emptied(keys.number());
  }

  @Override
  public void journal(int database, Arguments request) {
    journal.append(database, request);
  }

  // What the store tells.

  @Override
  public void expired(Keyspace keys, byte[] key, int offset, int length, long lateMs) {
    removed(keys, new View().of(key, offset, length), KeyEvent.EXPIRED, "expired");
  }

  @Override
  public void evicted(Keyspace keys, byte[] key, int offset, int length) {
    removed(keys, new View().of(key, offset, length), KeyEvent.EVICTED, "evicted");
  }

  private void removed(Keyspace keys, View key, KeyEvent kind, String event) {
    modified(keys, key.array(), key.offset(), key.length());
    event(keys, kind, event, key);
    journal.append(keys.number(), Arguments.of(DEL, key.copy()));
  }
}
