/** Tests of the decided state, against a naive model too. */
@NullMarked
package dev.trimaran.events.core.state;

import org.jspecify.annotations.NullMarked;
