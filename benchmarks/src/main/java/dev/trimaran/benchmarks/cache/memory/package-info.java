/** What an entry costs: resident memory of a whole process, empty and loaded. */
@NullMarked
package dev.trimaran.benchmarks.cache.memory;

import org.jspecify.annotations.NullMarked;
