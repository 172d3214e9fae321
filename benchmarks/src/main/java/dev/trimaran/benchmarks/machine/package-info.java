/** What the machine did during a measurement: CPU of our processes, of others, and memory. */
@NullMarked
package dev.trimaran.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
