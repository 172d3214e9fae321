/** Who the other nodes are, where they serve clients, and which of them leads. */
@NullMarked
package dev.trimaran.events.node.cluster;

import org.jspecify.annotations.NullMarked;
