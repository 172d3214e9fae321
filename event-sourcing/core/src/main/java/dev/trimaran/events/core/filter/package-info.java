/** Which events of {@code $all} are asked for. */
@NullMarked
package dev.trimaran.events.core.filter;

import org.jspecify.annotations.NullMarked;
