package dev.trimaran.cache.core.pubsub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.scan.Pattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens to what. Messages are written to each listener in the order they are published. */
public final class PubSub {

  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);
  private static final byte[] PATTERN_MESSAGE = "pmessage".getBytes(US_ASCII);
  private static final byte[] SHARD_MESSAGE = "smessage".getBytes(US_ASCII);

  private final EnumMap<Kind, Map<Name, Set<Listener>>> listeners = new EnumMap<>(Kind.class);

  public PubSub() {
    for (Kind kind : Kind.values()) {
      listeners.put(kind, new LinkedHashMap<>());
    }
  }

  /** Whether nobody listens to a channel or a pattern: what is published reaches no one. */
  public boolean isSilent() {
    return of(Kind.CHANNEL).isEmpty() && of(Kind.PATTERN).isEmpty();
  }

  /** Channels that somebody listens to. */
  public int channels() {
    return of(Kind.CHANNEL).size();
  }

  /** Patterns that somebody listens to. */
  public int patterns() {
    return of(Kind.PATTERN).size();
  }

  /** Shard channels that somebody listens to. */
  public int shards() {
    return of(Kind.SHARD).size();
  }

  Map<Name, Set<Listener>> of(Kind kind) {
    return listeners.getOrDefault(kind, Map.of());
  }

  void subscribe(Kind kind, Listener listener, Name name) {
    if (kind.of(listener.subscriptions()).add(name)) {
      of(kind).computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(listener);
    }
    confirm(kind, kind.subscribed, listener, name.bytes());
  }

  void unsubscribe(Kind kind, Listener listener, Name name) {
    remove(kind, listener, name);
    confirm(kind, kind.unsubscribed, listener, name.bytes());
  }

  /** Ends all subscriptions of a kind; told one by one, and told once where there was none. */
  void unsubscribeAll(Kind kind, Listener listener) {
    List<Name> names = new ArrayList<>(kind.of(listener.subscriptions()));
    names.forEach(name -> unsubscribe(kind, listener, name));
    if (names.isEmpty()) {
      Reply reply = listener.reply();
      reply.push(3);
      reply.bulk(kind.unsubscribed);
      reply.nil();
      reply.integer(kind.count(listener.subscriptions()));
    }
  }

  /** Ends all subscriptions without a word: the client is gone, or begins anew. */
  public void forget(Listener listener) {
    for (Kind kind : Kind.values()) {
      List<Name> names = new ArrayList<>(kind.of(listener.subscriptions()));
      names.forEach(name -> remove(kind, listener, name));
    }
  }

  private void remove(Kind kind, Listener listener, Name name) {
    kind.of(listener.subscriptions()).remove(name);
    Set<Listener> others = of(kind).get(name);
    if (others != null && others.remove(listener) && others.isEmpty()) {
      of(kind).remove(name);
    }
  }

  private static void confirm(Kind kind, byte[] word, Listener listener, byte[] name) {
    Reply reply = listener.reply();
    reply.push(3);
    reply.bulk(word);
    reply.bulk(name);
    reply.integer(kind.count(listener.subscriptions()));
  }

  /** Publishes a message; answers how many it reached, a client once for each pattern as well. */
  public int publish(byte[] channel, byte[] message) {
    int reached = 0;
    for (Listener listener : of(Kind.CHANNEL).getOrDefault(new Name(channel), Set.of())) {
      tell(listener, MESSAGE, channel, message);
      reached++;
    }
    for (Map.Entry<Name, Set<Listener>> entry : of(Kind.PATTERN).entrySet()) {
      byte[] pattern = entry.getKey().bytes();
      if (Pattern.matches(new View().of(pattern), new View().of(channel))) {
        for (Listener listener : entry.getValue()) {
          Reply reply = listener.reply();
          reply.push(4);
          reply.bulk(PATTERN_MESSAGE);
          reply.bulk(pattern);
          reply.bulk(channel);
          reply.bulk(message);
          listener.wrote();
          reached++;
        }
      }
    }
    return reached;
  }

  int publishToShard(byte[] channel, byte[] message) {
    Set<Listener> reached = of(Kind.SHARD).getOrDefault(new Name(channel), Set.of());
    reached.forEach(listener -> tell(listener, SHARD_MESSAGE, channel, message));
    return reached.size();
  }

  private static void tell(Listener listener, byte[] word, byte[] channel, byte[] message) {
    Reply reply = listener.reply();
    reply.push(3);
    reply.bulk(word);
    reply.bulk(channel);
    reply.bulk(message);
    listener.wrote();
  }

  /** Names of a kind that are listened to and that a pattern accepts; without one: all. */
  List<Name> names(Kind kind, Arguments all, int patternIndex) {
    List<Name> names = new ArrayList<>(of(kind).keySet());
    if (patternIndex < all.count()) {
      View pattern = new View().of(all, patternIndex);
      names.removeIf(name -> !Pattern.matches(pattern, new View().of(name.bytes())));
    }
    return names;
  }
}
