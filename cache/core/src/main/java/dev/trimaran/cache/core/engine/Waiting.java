package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.model.Arguments;
import java.util.List;

/**
 * A request that waits for one of its keys.
 *
 * @param order among all that wait: who came first is served first
 * @param deadlineMs when it is answered all the same; 0: never
 */
record Waiting(
    Client client,
    CommandSpec spec,
    Arguments request,
    List<Key> keys,
    long order,
    long deadlineMs,
    Handler onTimeout) {}
