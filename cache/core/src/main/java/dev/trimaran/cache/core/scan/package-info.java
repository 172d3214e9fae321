/** What {@code SCAN}, {@code HSCAN}, {@code SSCAN} and {@code ZSCAN} share: arguments, patterns. */
@NullMarked
package dev.trimaran.cache.core.scan;

import org.jspecify.annotations.NullMarked;
