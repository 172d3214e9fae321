/** The parameters of a running cache: their types, their values, and who is told of a change. */
@NullMarked
package dev.trimaran.cache.core.settings;

import org.jspecify.annotations.NullMarked;
