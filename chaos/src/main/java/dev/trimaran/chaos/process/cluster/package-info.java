/** Server processes on loopback, each with a directory and free ports of its own. */
@NullMarked
package dev.trimaran.chaos.process.cluster;

import org.jspecify.annotations.NullMarked;
