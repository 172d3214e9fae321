/**
 * What every implementation of a port must do, as JUnit classes that its tests extend. Needs JUnit
 * and AssertJ on the class path.
 */
@NullMarked
package dev.trimaran.simulation.conformance;

import org.jspecify.annotations.NullMarked;
