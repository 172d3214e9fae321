/** The command {@code trimaran bench}: every figure beside its rival's, from the same run. */
@NullMarked
package dev.trimaran.benchmarks;

import org.jspecify.annotations.NullMarked;
