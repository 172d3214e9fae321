/**
 * One running server: world, Raft node, key-value machine, API and ports, started in that order and
 * stopped in the reverse.
 */
@NullMarked
package dev.trimaran.server.node;

import org.jspecify.annotations.NullMarked;
