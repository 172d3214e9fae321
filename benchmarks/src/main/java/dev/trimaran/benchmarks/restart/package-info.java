/** The restart benchmark: how long a loaded node takes to serve again, and what a key costs. */
@NullMarked
package dev.trimaran.benchmarks.restart;

import org.jspecify.annotations.NullMarked;
