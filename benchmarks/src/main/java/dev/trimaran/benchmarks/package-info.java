/** To be filled. */
@NullMarked
package dev.trimaran.benchmarks;

import org.jspecify.annotations.NullMarked;
