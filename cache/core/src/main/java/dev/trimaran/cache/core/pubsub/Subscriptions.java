package dev.trimaran.cache.core.pubsub;

import dev.trimaran.cache.core.model.Name;
import java.util.LinkedHashSet;
import java.util.Set;

/** What one client has subscribed to. */
public final class Subscriptions {

  final Set<Name> channels = new LinkedHashSet<>();
  final Set<Name> patterns = new LinkedHashSet<>();
  final Set<Name> shards = new LinkedHashSet<>();

  /** Channels. */
  public int channels() {
    return channels.size();
  }

  public int patterns() {
    return patterns.size();
  }

  public int shards() {
    return shards.size();
  }

  /** Whether there is any. */
  public boolean any() {
    return !(channels.isEmpty() && patterns.isEmpty() && shards.isEmpty());
  }
}
