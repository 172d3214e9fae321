/** The commands of the server itself: what it is, what it has seen, how it is set. */
@NullMarked
package dev.trimaran.cache.core.server;

import org.jspecify.annotations.NullMarked;
