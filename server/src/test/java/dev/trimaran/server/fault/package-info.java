/**
 * Faults of the operating system under a real server process: the kernel itself refuses its calls,
 * and the server is the one that users run.
 */
@NullMarked
package dev.trimaran.server.fault;

import org.jspecify.annotations.NullMarked;
