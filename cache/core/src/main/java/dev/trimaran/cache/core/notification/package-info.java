/** Keyspace events: what happens to keys, published to channels. */
@NullMarked
package dev.trimaran.cache.core.notification;

import org.jspecify.annotations.NullMarked;
