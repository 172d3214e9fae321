package dev.trimaran.events.node.model;

import io.grpc.Context;

/** Who makes the call of the current context, for those who tell it on. */
public final class Caller {

  /** The user's name; empty for somebody who has not said. */
  public static final Context.Key<String> NAME = Context.keyWithDefault("caller", "");

  private Caller() {}
}
