/** Measures what a node of many events takes; run by hand. */
@NullMarked
package dev.trimaran.events.node.measure;

import org.jspecify.annotations.NullMarked;
