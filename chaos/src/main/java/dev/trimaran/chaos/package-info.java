/** To be filled. */
@NullMarked
package dev.trimaran.chaos;

import org.jspecify.annotations.NullMarked;
