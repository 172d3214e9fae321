package dev.trimaran.cache.core.connection;

import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import dev.trimaran.cache.core.session.Standing;

/** In RESP2 a client that has subscribed can only do what belongs to that: replies are messages. */
public final class Subscribed {

  private Subscribed() {}

  /** Whether this holds for a client. */
  public static boolean limits(Session session, Reply reply) {
    Standing standing = session.standing();
    return !reply.resp3() && standing.channels() + standing.patterns() + standing.shards() > 0;
  }
}
