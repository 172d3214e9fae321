/**
 * Faults on real processes, workloads, histories and checkers. Speaks only the public protocols of
 * what it tests.
 */
@NullMarked
package dev.trimaran.chaos;

import org.jspecify.annotations.NullMarked;
