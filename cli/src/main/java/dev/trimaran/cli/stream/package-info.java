/**
 * {@code trimaran stream}: events over KurrentDB's protocol, of this event store and others.
 *
 * <pre>
 *   a verb ── EventOptions (endpoints, user) ── EventClient (a channel to one node) ── stubs
 * </pre>
 */
@NullMarked
package dev.trimaran.cli.stream;

import org.jspecify.annotations.NullMarked;
