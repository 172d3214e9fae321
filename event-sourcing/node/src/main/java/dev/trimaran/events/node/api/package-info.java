/**
 * KurrentDB's gRPC services over the reader and the writer: messages in, errors as its clients know
 * them.
 */
@NullMarked
package dev.trimaran.events.node.api;

import org.jspecify.annotations.NullMarked;
