package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.pubsub.Listener;
import dev.trimaran.cache.core.pubsub.Subscriptions;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to the engine: its session, its transaction, and what it waits for. */
public final class Client implements Listener {

  /** A request of a transaction, to be run at {@code EXEC}. */
  record Queued(CommandSpec spec, Arguments request) {}

  final Session session;
  final Outbox outbox;
  private final Subscriptions subscriptions = new Subscriptions();
  final List<Queued> queue = new ArrayList<>();
  final List<Watched> watched = new ArrayList<>();
  boolean queueing;
  boolean spoiled;
  boolean overtaken;
  @Nullable Waiting waiting;

  Client(Session session, Outbox outbox) {
    this.session = session;
    this.outbox = outbox;
  }

  public Session session() {
    return session;
  }

  @Override
  public Reply reply() {
    return outbox.reply();
  }

  @Override
  public void wrote() {
    outbox.wrote();
  }

  @Override
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Whether its last request is unanswered: it sends nothing more until it is. */
  public boolean isBlocked() {
    return waiting != null;
  }

  /** Where what was not asked for is written, and late answers. */
  public interface Outbox {

    /** Where to write; {@link #wrote} is called afterwards. */
    Reply reply();

    /** Something was written outside a request of this client. */
    void wrote();

    /** The answer that was waited for is written: the next request may come. */
    void unblocked();

    /** The connection is to be closed once what was written is sent. */
    void close();
  }
}
