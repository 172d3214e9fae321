/** One TCP connection for each pair of nodes, on Netty: checked frames, bounded queues. */
@NullMarked
package dev.trimaran.io.net;

import org.jspecify.annotations.NullMarked;
