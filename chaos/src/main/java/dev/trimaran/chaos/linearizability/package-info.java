/**
 * Decides whether a history could have been produced by one copy of the data that does one thing at
 * a time (Herlihy and Wing 1990), by the search of Wing and Gong with Lowe's memory of
 * configurations and just-in-time linearization ("Testing for linearizability", 2017).
 */
@NullMarked
package dev.trimaran.chaos.linearizability;

import org.jspecify.annotations.NullMarked;
