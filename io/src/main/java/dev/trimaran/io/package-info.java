/** To be filled. */
@NullMarked
package dev.trimaran.io;

import org.jspecify.annotations.NullMarked;
