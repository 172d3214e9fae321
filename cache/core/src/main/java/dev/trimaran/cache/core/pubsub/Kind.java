package dev.trimaran.cache.core.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.model.Name;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The three ways to subscribe: the words of their messages, and what is counted in them. */
enum Kind {
  CHANNEL("subscribe", "unsubscribe", s -> s.channels, s -> s.channels() + s.patterns()),
  PATTERN("psubscribe", "punsubscribe", s -> s.patterns, s -> s.channels() + s.patterns()),
  SHARD("ssubscribe", "sunsubscribe", s -> s.shards, Subscriptions::shards);

  final byte[] subscribed;
  final byte[] unsubscribed;
  private final Function<Subscriptions, Set<Name>> names;
  private final ToIntFunction<Subscriptions> count;

  Kind(
      String subscribed,
      String unsubscribed,
      Function<Subscriptions, Set<Name>> names,
      ToIntFunction<Subscriptions> count) {
    this.subscribed = subscribed.getBytes(US_ASCII);
    this.unsubscribed = unsubscribed.getBytes(US_ASCII);
    this.names = names;
    this.count = count;
  }

  Set<Name> of(Subscriptions subscriptions) {
    return names.apply(subscriptions);
  }

  int count(Subscriptions subscriptions) {
    return count.applyAsInt(subscriptions);
  }
}
