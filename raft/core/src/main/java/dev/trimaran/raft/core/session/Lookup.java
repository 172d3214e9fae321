package dev.trimaran.raft.core.session;

/** What is known of a command before it is applied. */
public sealed interface Lookup<R> {

  /** It was never applied: apply it, then {@link SessionTable#record}. */
  record Fresh<R>() implements Lookup<R> {}

  /** It was applied; this is the result of then. */
  record Previous<R>(R result) implements Lookup<R> {}

  /** It was applied and its result acknowledged, so nobody waits: neither apply nor answer. */
  record Stale<R>() implements Lookup<R> {}

  /** The session holds as many unacknowledged results as it may: apply nothing, refuse. */
  record Full<R>() implements Lookup<R> {}
}
