package dev.trimaran.cache.core.pubsub;

import dev.trimaran.cache.core.reply.Reply;

/** One who can subscribe: a client. */
public interface Listener {

  /** Where messages are written; {@link #wrote} is called afterwards. */
  Reply reply();

  void wrote();

  /** What it has subscribed to. */
  Subscriptions subscriptions();
}
