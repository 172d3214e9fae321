/** Programs that a benchmark starts and stops: child processes, their directories and ports. */
@NullMarked
package dev.trimaran.benchmarks.process;

import org.jspecify.annotations.NullMarked;
