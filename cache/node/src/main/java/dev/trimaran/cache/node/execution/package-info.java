/**
 * The core's engine at work: fed by the listener's connections, woken at its deadlines, its changes
 * handed to the append log, replies held until they may be sent. Everything here belongs to the one
 * loop.
 */
@NullMarked
package dev.trimaran.cache.node.execution;

import org.jspecify.annotations.NullMarked;
