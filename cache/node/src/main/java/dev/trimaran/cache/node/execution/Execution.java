package dev.trimaran.cache.node.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Randomness;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.engine.AllCommands;
import dev.trimaran.cache.core.engine.CacheEngine;
import dev.trimaran.cache.core.engine.Client;
import dev.trimaran.cache.core.engine.Ports;
import dev.trimaran.cache.core.eviction.Policy;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.notification.KeyListener;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Identity;
import dev.trimaran.cache.core.store.Store;
import dev.trimaran.cache.core.store.StoreConfig;
import dev.trimaran.cache.node.listener.CacheListener;
import dev.trimaran.cache.node.listener.Commands;
import dev.trimaran.cache.node.listener.Connection;
import dev.trimaran.cache.node.model.CacheConfig;
import dev.trimaran.cache.node.model.CacheStats;
import dev.trimaran.cache.node.persistence.Persistence;
import dev.trimaran.cache.node.persistence.StoreSource;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the engine on the loop: for connections, for the log that is replayed, for time. */
public final class Execution implements Commands {

  private final EventLoop loop;
  private final CacheConfig config;
  private final Clock clock;
  private final Consumer<Throwable> onFailure;
  private final Changes changes = new Changes();
  private final CacheEngine engine;
  private final Alarm alarm;
  private final Set<CompletableFuture<byte[]>> blocked = new HashSet<>();
  private final Holds holds = new Holds();
  private final Saves saves = new Saves();
  private final Figures figures;
  private final ShellParameters parameters;
  private final StoreSource source;
  private @Nullable Store store;
  private @Nullable Persistence persistence;
  private @Nullable CacheListener listener;
  private long version;
  private long nowMs;
  private boolean timeIsFresh;
  private long commands;
  private volatile CacheStats stats = CacheStats.NONE;

  /**
   * What the engine needs of the process.
   *
   * @param onFailure told of what must stop the node
   * @param onEnd told that a client has asked for the end
   */
  public record Host(
      Clock clock, Randomness randomness, Consumer<Throwable> onFailure, Runnable onEnd) {}

  /** An engine that is empty, until {@link #start}. */
  public Execution(EventLoop loop, CacheConfig config, Host host) {
    this.loop = loop;
    this.config = config;
    clock = host.clock();
    onFailure = host.onFailure();
    figures =
        new Figures(host.onEnd(), new ProcessFigures(clock::currentTimeMillis, host.randomness()));
    Limits limits = new Limits();
    CommandTable table = AllCommands.table(limits);
    saves.register(table);
    engine =
        new CacheEngine(
            watcher -> {
              Store made =
                  new Store(
                      storeConfig(config.memory()), watcher, () -> ++version, host.randomness());
              store = made;
              return made;
            },
            table,
            limits,
            new Ports(host.randomness(), changes, clock::nanoTime, figures));
    parameters = new ShellParameters(engine.settings());
    source = new StoreSource(engine.databases(), () -> version, engine::changes);
    alarm = new Alarm(loop, this::tick);
  }

  private static StoreConfig storeConfig(CacheConfig.Memory memory) {
    StoreConfig usual = StoreConfig.defaults();
    Policy policy = Policy.of(memory.policy());
    Checks.argument(policy != null, "maxmemory-policy: " + memory.policy());
    return new StoreConfig(
        memory.databases(),
        memory.maxBytes(),
        policy == null ? usual.policy() : policy,
        usual.samples(),
        usual.keepTombstones());
  }

  /**
   * Reads what the disk holds, and begins to let time pass.
   *
   * @param disk null where nothing is kept
   */
  public void start(@Nullable Disk disk, CacheListener serving) throws IOException {
    listener = serving;
    if (disk != null) {
      Persistence.Host host =
          new Persistence.Host(new LoopTasks(loop), clock, onFailure, this::moreIsDurable);
      Persistence kept = new Persistence(disk, config.durability(), source, host);
      persistence = kept;
      replay(kept);
      changes.to(kept, engine.databases());
      saves.by(kept, holds);
      figures.of(
          kept,
          new FileFigures(
              kept,
              clock::currentTimeMillis,
              engine::changes,
              saves::isScheduled,
              engine.databases()));
    } else {
      Checks.argument(!config.durability().appendOnly(), "without a disk no change can be logged");
    }
    figures.of(serving);
    parameters.tell(config);
    parameters.follow(serving);
    if (persistence != null) {
      parameters.follow(persistence, saves::appendOnly);
    }
    loop.scheduleAtFixedRate(this::everySecond, 0, 1, TimeUnit.SECONDS);
    alarm.at(deadline(), clock.currentTimeMillis());
  }

  /** Repeats what was logged, without a limit: what is too much gives way at the first write. */
  private void replay(Persistence from) throws IOException {
    Nowhere nowhere = new Nowhere();
    Client again = trusted(nowhere);
    Reply ignored = nowhere.reply();
    limit(0);
    from.start((timeMs, database, request) -> {
      if (database >= engine.databases().count()) {
        throw new IllegalStateException(
            "what is stored has a database %d; start with more databases".formatted(database));
      }
      again.session().database(database);
      ignored.clear();
      engine.request(again, request, ignored, timeMs);
      if (ignored.length() > 0 && ignored.array()[0] == '-') {
        throw new IllegalStateException(
            "what is stored has a request that cannot be repeated: %s (%s)"
                .formatted(
                    request.text(0),
                    new String(ignored.array(), 1, ignored.length() - 1, UTF_8).strip()));
      }
    });
    limit(config.memory().maxBytes());
    engine.close(again);
  }

  private void limit(long bytes) {
    if (store != null) {
      store.maxBytes(bytes);
    }
  }

  @Override
  public void opened(Connection connection) {
    engine.databases().now(clock.currentTimeMillis());
    connection.attach(engine.open(new ConnectionOutbox(connection)));
  }

  @Override
  public boolean request(Connection connection, Arguments arguments) {
    if (!timeIsFresh) {
      nowMs = clock.currentTimeMillis();
      timeIsFresh = true;
    }
    Client client = client(connection);
    commands++;
    saves.current(connection);
    engine.request(client, arguments, connection.reply(), nowMs);
    return !client.isBlocked() && !saves.waits(connection);
  }

  @Override
  public void ahead(Connection connection, Arguments keys) {
    engine.prefetch(client(connection), keys);
  }

  @Override
  public boolean burstEnds(Connection connection) {
    timeIsFresh = false;
    engine.turnEnds();
    alarm.at(deadline(), nowMs);
    Persistence kept = persistence;
    boolean safe = kept == null || kept.settle();
    if (saves.holds(connection)) {
      return false;
    }
    if (kept == null || safe) {
      return true;
    }
    holds.add(connection::release, kept.appended());
    return false;
  }

  @Override
  public void closed(Connection connection) {
    engine.close(client(connection));
    saves.forget(connection);
  }

  private static Client client(Connection connection) {
    if (connection.attachment() instanceof Client client) {
      return client;
    }
    throw new IllegalStateException("a connection has a client");
  }

  /** A client in this process; on any thread. */
  public Inside inside() {
    return new Inside(this);
  }

  /** A client that may do everything, whoever else needs a password. */
  private Client trusted(Nowhere outbox) {
    Client client = engine.open(outbox);
    client.session().identity(Identity.ANYBODY);
    client.session().authenticated(true);
    return client;
  }

  CompletableFuture<byte[]> ask(Inside asking, List<Arguments> requests) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    loop.execute(() ->
        attempt(() -> {
          nowMs = clock.currentTimeMillis();
          Client client = asking.client == null ? trusted(asking.outbox) : asking.client;
          asking.client = client;
          saves.current(null);
          Reply reply = asking.outbox.reply();
          for (Arguments request : requests) {
            reply.clear();
            commands++;
            engine.request(client, request, reply, nowMs);
          }
          engine.turnEnds();
          alarm.at(deadline(), nowMs);
          if (client.isBlocked()) {
            blocked.add(answer);
            asking.outbox.then(() -> loop.execute(() -> attempt(() -> tell(answer, reply))));
          } else {
            tell(answer, reply);
          }
          if (listener != null) {
            listener.catchUp();
          }
        }));
    return answer;
  }

  /** Tells what was written, once that may be told. */
  private void tell(CompletableFuture<byte[]> answer, Reply reply) {
    byte[] bytes = Arrays.copyOf(reply.array(), reply.length());
    blocked.remove(answer);
    Persistence kept = persistence;
    if (kept == null || kept.settle()) {
      answer.complete(bytes);
    } else {
      holds.add(() -> answer.complete(bytes), kept.appended());
    }
  }

  /** Tells of the changes of keys from now on; the listener is called on the loop. */
  public void listen(KeyListener changesTo) {
    loop.execute(() -> attempt(() -> engine.keyChanges().tell(changesTo)));
  }

  void forget(Inside asking) {
    loop.execute(() ->
        attempt(() -> {
          if (asking.client != null) {
            engine.close(asking.client);
          }
        }));
  }

  private long deadline() {
    long next = engine.nextTick();
    return next == Keyspace.NO_DEADLINE ? Alarm.NEVER : next;
  }

  private void tick() {
    attempt(() -> {
      nowMs = clock.currentTimeMillis();
      engine.tick(nowMs);
      settle();
      alarm.at(deadline(), nowMs);
    });
  }

  /** Logs what time has changed; nobody waits for it. */
  private void settle() {
    if (persistence != null) {
      persistence.settle();
    }
    if (listener != null) {
      listener.catchUp();
    }
  }

  private void everySecond() {
    attempt(() -> {
      if (persistence != null) {
        persistence.everySecond();
      }
      saves.settle();
      figures.second(commands);
      settle();
      if (store != null && listener != null) {
        stats = Stats.of(store, listener, persistence, commands);
      }
    });
  }

  private void moreIsDurable() {
    if (persistence != null) {
      holds.release(persistence.durable());
    }
  }

  /** Work of the loop that nobody else watches: what it throws is a bug. */
  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }

  /** What there was to tell when it was last counted, a second ago at most. */
  public CacheStats stats() {
    return stats;
  }

  /** Makes what was logged durable, then tells so, on any thread; nobody is answered any more. */
  public void close(Runnable done) {
    for (CompletableFuture<byte[]> waiting : List.copyOf(blocked)) {
      waiting.completeExceptionally(new IllegalStateException("the cache is closed"));
    }
    blocked.clear();
    if (persistence == null) {
      done.run();
    } else {
      persistence.close(done, onFailure);
    }
  }
}
