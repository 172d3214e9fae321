/** Tests of conditions. */
@NullMarked
package dev.trimaran.events.core.condition;

import org.jspecify.annotations.NullMarked;
