/** Commands of the log and their results, as bytes. */
@NullMarked
package dev.trimaran.events.core.codec;

import org.jspecify.annotations.NullMarked;
