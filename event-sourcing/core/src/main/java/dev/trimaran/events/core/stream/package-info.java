/** What each stream is: last revision, deletion, metadata, in 40 to 80 bytes. */
@NullMarked
package dev.trimaran.events.core.stream;

import org.jspecify.annotations.NullMarked;
