/** Which faults, when, and the whole of a run from start to report. */
@NullMarked
package dev.trimaran.chaos.process.scenario;

import org.jspecify.annotations.NullMarked;
