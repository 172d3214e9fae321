/** Numbers of several rounds made one line of a table. */
@NullMarked
package dev.trimaran.benchmarks.report;

import org.jspecify.annotations.NullMarked;
