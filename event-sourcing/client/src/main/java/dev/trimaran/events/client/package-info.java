/**
 * KurrentDB's gRPC protocol, as messages and stubs generated into the packages below this one.
 * Written from the protocol's tables, for servers and clients alike.
 */
@NullMarked
package dev.trimaran.events.client;

import org.jspecify.annotations.NullMarked;
