/** To be filled. */
@NullMarked
package dev.trimaran.simulation;

import org.jspecify.annotations.NullMarked;
