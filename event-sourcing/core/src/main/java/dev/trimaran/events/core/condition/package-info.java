/** Dynamic consistency boundaries: which tagged event was recorded last. */
@NullMarked
package dev.trimaran.events.core.condition;

import org.jspecify.annotations.NullMarked;
