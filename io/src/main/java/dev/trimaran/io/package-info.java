/** The real world: what a node asks of it, bundled by {@link dev.trimaran.io.RealWorld}. */
@NullMarked
package dev.trimaran.io;

import org.jspecify.annotations.NullMarked;
