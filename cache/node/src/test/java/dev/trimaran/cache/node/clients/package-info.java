/** Clients that are not ours, against a cache in this process. */
@NullMarked
package dev.trimaran.cache.node.clients;

import org.jspecify.annotations.NullMarked;
