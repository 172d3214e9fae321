/** Tests of filters. */
@NullMarked
package dev.trimaran.events.core.filter;

import org.jspecify.annotations.NullMarked;
