/** Tests of the report and of the requests. */
@NullMarked
package dev.trimaran.benchmarks.events;

import org.jspecify.annotations.NullMarked;
