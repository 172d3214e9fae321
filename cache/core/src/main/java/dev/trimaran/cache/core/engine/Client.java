package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.pubsub.Listener;
import dev.trimaran.cache.core.pubsub.Subscriptions;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Standing;
import dev.trimaran.cache.core.tracking.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to the engine: its session, its transaction, and what it waits for. */
public final class Client implements Listener, Standing {

  /** A request of a transaction, to be run at {@code EXEC}. */
  record Queued(CommandSpec spec, Arguments request) {}

  final Session session;
  final Outbox outbox;
  final Tracker tracker;
  private final Subscriptions subscriptions = new Subscriptions();
  final List<Queued> queue = new ArrayList<>();
  final List<Watched> watched = new ArrayList<>();
  boolean queueing;
  boolean spoiled;
  boolean overtaken;
  boolean postponed;
  @Nullable Waiting waiting;

  Client(long id, Outbox outbox) {
    session = new Session(id, this, outbox);
    this.outbox = outbox;
    tracker = new Tracker(session);
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

  @Override
  public int channels() {
    return subscriptions.channels();
  }

  @Override
  public int patterns() {
    return subscriptions.patterns();
  }

  @Override
  public int shards() {
    return subscriptions.shards();
  }

  @Override
  public int queued() {
    return queueing ? queue.size() : -1;
  }

  @Override
  public boolean overtaken() {
    return overtaken;
  }

  @Override
  public boolean blocked() {
    return waiting != null || postponed;
  }

  @Override
  public boolean timesOut() {
    return waiting != null && waiting.deadlineMs() > 0;
  }

  /** Whether its last request is unanswered: it sends nothing more until it is. */
  public boolean isBlocked() {
    return blocked();
  }

  @Override
  public long redirection() {
    return tracker.redirection();
  }

  @Override
  public String trackingFlags() {
    return tracker.flags();
  }

  /** Where what was not asked for is written, and late answers. */
  public interface Outbox extends dev.trimaran.cache.core.session.Outbox {}
}
