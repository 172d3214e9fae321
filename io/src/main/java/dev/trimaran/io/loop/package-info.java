/** Loops that threads drive. */
@NullMarked
package dev.trimaran.io.loop;

import org.jspecify.annotations.NullMarked;
