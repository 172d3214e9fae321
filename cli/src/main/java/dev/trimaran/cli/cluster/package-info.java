/** Local clusters of real processes: up, down, ps, logs. */
@NullMarked
package dev.trimaran.cli.cluster;

import org.jspecify.annotations.NullMarked;
