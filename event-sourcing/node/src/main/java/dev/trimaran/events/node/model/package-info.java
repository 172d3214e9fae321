/** What the parts of a node ask of each other: the reader, the writer, and their words. */
@NullMarked
package dev.trimaran.events.node.model;

import org.jspecify.annotations.NullMarked;
