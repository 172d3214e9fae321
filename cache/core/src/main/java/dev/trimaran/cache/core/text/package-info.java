/** Numbers as Redis reads and writes them, on bytes. */
@NullMarked
package dev.trimaran.cache.core.text;

import org.jspecify.annotations.NullMarked;
