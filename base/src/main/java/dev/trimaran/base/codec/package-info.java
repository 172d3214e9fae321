/** Primitives of hand-coded frames: big-endian numbers, varints, counted bytes. */
@NullMarked
package dev.trimaran.base.codec;

import org.jspecify.annotations.NullMarked;
