/** Commands: their specifications, and the call in which one is run. */
@NullMarked
package dev.trimaran.cache.core.command;

import org.jspecify.annotations.NullMarked;
