package dev.trimaran.events.node.api;

import io.grpc.Context;
import java.io.IOException;

/** Which streams the caller may see: a link into another is not followed. */
@FunctionalInterface
public interface Sight {

  /** In the context of a call; without it all is seen. */
  Context.Key<Sight> KEY = Context.keyWithDefault("sight", _ -> true);

  boolean sees(String stream) throws IOException;
}
