package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.resp.RequestLimits;

/**
 * What the clients of a listener may do to it; may be exchanged while it runs.
 *
 * @param clients how many at once ({@code maxclients}); one more is told so and closed
 * @param request of one request
 * @param queryBytes of requests that were read and not executed ({@code client-query-buffer-limit})
 * @param idleSeconds after which a silent client is disconnected ({@code timeout}); 0 for never
 * @param keepAliveSeconds of silence after which its TCP is probed ({@code tcp-keepalive}); 0 for
 *     never
 * @param frameSeconds within which a request that has begun must be complete; 0 for no limit
 * @param normal for those who only ask
 * @param pubsub for those who listen to channels
 */
public record ClientLimits(
    int clients,
    RequestLimits request,
    long queryBytes,
    int idleSeconds,
    int keepAliveSeconds,
    int frameSeconds,
    OutputLimit normal,
    OutputLimit pubsub) {

  /** Redis's; a request that has begun may take five minutes. */
  public static final ClientLimits DEFAULT =
      new ClientLimits(
          10_000,
          RequestLimits.DEFAULT,
          1024L * 1024 * 1024,
          0,
          300,
          300,
          OutputLimit.NORMAL,
          OutputLimit.PUBSUB);
}
