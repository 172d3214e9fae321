/**
 * Requests in the Redis protocol, read from bytes as they arrive: arrays of bulk strings (RESP2 and
 * RESP3 clients send the same) and inline commands.
 *
 * <pre>
 *   socket -> Input (bytes not yet consumed) -> RequestParser -> Arguments (views into the input)
 * </pre>
 */
@NullMarked
package dev.trimaran.cache.core.resp;

import org.jspecify.annotations.NullMarked;
