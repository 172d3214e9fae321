/** Writing: commands on their way into the log. */
@NullMarked
package dev.trimaran.events.node.write;

import org.jspecify.annotations.NullMarked;
