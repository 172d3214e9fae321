/** To be filled. */
@NullMarked
package dev.trimaran.cli;

import org.jspecify.annotations.NullMarked;
