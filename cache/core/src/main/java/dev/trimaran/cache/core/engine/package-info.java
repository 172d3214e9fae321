/**
 * The cache as one whole for one writer: requests of clients in, replies out; transactions, clients
 * that wait, and what happens as time passes.
 */
@NullMarked
package dev.trimaran.cache.core.engine;

import org.jspecify.annotations.NullMarked;
