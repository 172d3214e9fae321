package dev.trimaran.events.core.subscription;

import dev.trimaran.events.core.model.RecordedEvent;

/** Takes what a subscriber is to be told. */
public interface SubscriptionSink {

  void event(RecordedEvent event);

  /** All up to that position was looked at; what is asked for of it was told before. */
  void checkpoint(long position);

  /**
   * All that there is was told; what follows is told as it happens.
   *
   * @param last position, or revision of a stream's subscription, up to which all was looked at;
   *     -1: there was nothing
   */
  void caughtUp(long last);

  /** The subscriber is so far behind that it reads history again. */
  void fellBehind(long last);
}
