/** The verbs of the cache, over the Redis protocol: they speak to Trimaran and to Redis. */
@NullMarked
package dev.trimaran.cli.cache;

import org.jspecify.annotations.NullMarked;
