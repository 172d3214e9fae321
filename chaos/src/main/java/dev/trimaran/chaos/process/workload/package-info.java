/** Clients that record every call before it leaves and every outcome after it came. */
@NullMarked
package dev.trimaran.chaos.process.workload;

import org.jspecify.annotations.NullMarked;
