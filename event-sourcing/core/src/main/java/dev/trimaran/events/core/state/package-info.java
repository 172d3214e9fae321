/** The decided state: commands in, results and recorded events out. */
@NullMarked
package dev.trimaran.events.core.state;

import org.jspecify.annotations.NullMarked;
