/** Random numbers that a seed determines, the same on every machine. */
@NullMarked
package dev.trimaran.base.random;

import org.jspecify.annotations.NullMarked;
