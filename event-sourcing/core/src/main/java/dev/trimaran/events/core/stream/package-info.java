/** What each stream is: last revision, deletion, metadata, in about 40 bytes. */
@NullMarked
package dev.trimaran.events.core.stream;

import org.jspecify.annotations.NullMarked;
