/** Replies in RESP2 and RESP3, written into bytes. */
@NullMarked
package dev.trimaran.cache.core.reply;

import org.jspecify.annotations.NullMarked;
