/** Tests of the bytes of commands. */
@NullMarked
package dev.trimaran.events.core.codec;

import org.jspecify.annotations.NullMarked;
