/** To be filled. */
@NullMarked
package dev.trimaran.server;

import org.jspecify.annotations.NullMarked;
