package dev.trimaran.server.http;

import java.util.concurrent.CompletionStage;

/** What answers the requests of one path. */
@FunctionalInterface
public interface HttpRoute {

  /**
   * Answers, now or later; never blocks.
   *
   * @param query what followed the question mark, or nothing
   */
  CompletionStage<HttpReply> answer(String query);
}
