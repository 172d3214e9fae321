/** Tests of heads, hashes and metadata. */
@NullMarked
package dev.trimaran.events.core.stream;

import org.jspecify.annotations.NullMarked;
