package dev.trimaran.events.node.api;

import io.grpc.Context;
import java.io.IOException;

/**
 * Which streams the caller may write to, for a call that carries the appends of many: one that may
 * not be written does not end the others.
 */
@FunctionalInterface
public interface WriteRight {

  /** In the context of a call; without it all may be written. */
  Context.Key<WriteRight> KEY = Context.keyWithDefault("write-right", _ -> "");

  /** Why a stream may not be written to; empty when it may. */
  String refusal(String stream) throws IOException;
}
