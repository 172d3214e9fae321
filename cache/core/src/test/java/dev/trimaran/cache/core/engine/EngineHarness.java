package dev.trimaran.cache.core.engine;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.packed.Limits;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.store.Store;
import dev.trimaran.cache.core.store.StoreConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An engine on a real store, with time in hand; several clients, replies as text. */
final class EngineHarness implements Journal {

  final List<String> journalled = new ArrayList<>();
  final CacheEngine engine;
  long nowMs = 1_000_000;

  EngineHarness() {
    SeededRandomness randomness = new SeededRandomness(7);
    AtomicLong versions = new AtomicLong();
    Limits limits = new Limits();
    engine =
        new CacheEngine(
            watcher ->
                new Store(StoreConfig.defaults(), watcher, versions::incrementAndGet, randomness),
            AllCommands.table(limits),
            limits,
            Ports.of(randomness, this));
  }

  User user() {
    return new User();
  }

  void pass(long ms) {
    nowMs += ms;
    engine.tick(nowMs);
  }

  @Override
  public void append(int database, Arguments request) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < request.count(); i++) {
      line.append(i == 0 ? "" : " ").append(request.text(i));
    }
    journalled.add(line.toString());
  }

  @Override
  public void begin() {
    journalled.add("begin");
  }

  @Override
  public void end() {
    journalled.add("end");
  }

  /** One client. */
  final class User implements Client.Outbox {
    private final Reply reply = new Reply();
    final Client client = engine.open(this);
    boolean closed;

    /** Runs a command of words separated by blanks; what has been written since the last one. */
    String run(String line) {
      engine.request(client, Arguments.of(line.split(" ", -1)), reply, nowMs);
      return heard();
    }

    /** What has been written and not heard. */
    String heard() {
      String text =
          new String(reply.array(), 0, reply.length(), StandardCharsets.UTF_8)
              .replace("\r\n", " ")
              .strip();
      reply.clear();
      return text;
    }

    @Override
    public Reply reply() {
      return reply;
    }

    @Override
    public void wrote() {}

    @Override
    public void unblocked() {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
