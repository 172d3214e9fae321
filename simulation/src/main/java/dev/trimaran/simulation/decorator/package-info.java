/**
 * Ports around ports: the asserting ones check their callers, the cranky ones fail at random. They
 * go around real ports as well as imagined ones.
 */
@NullMarked
package dev.trimaran.simulation.decorator;

import org.jspecify.annotations.NullMarked;
