/** {@code DUMP} and {@code RESTORE}: a key's value as bytes, and back. */
@NullMarked
package dev.trimaran.cache.core.dump;

import org.jspecify.annotations.NullMarked;
