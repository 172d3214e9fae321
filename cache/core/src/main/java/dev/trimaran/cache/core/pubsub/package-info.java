/** Channels, patterns of channels and shard channels: who listens, and what is published. */
@NullMarked
package dev.trimaran.cache.core.pubsub;

import org.jspecify.annotations.NullMarked;
