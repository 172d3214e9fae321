/** What is logged, and how. */
@NullMarked
package dev.trimaran.server.logging;

import org.jspecify.annotations.NullMarked;
