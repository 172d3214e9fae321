/** Faults on processes of this server. */
@NullMarked
package dev.trimaran.server.chaos;

import org.jspecify.annotations.NullMarked;
