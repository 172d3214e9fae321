/** The commands of connections: who a client is, what protocol it speaks, what it is told. */
@NullMarked
package dev.trimaran.cache.core.connection;

import org.jspecify.annotations.NullMarked;
