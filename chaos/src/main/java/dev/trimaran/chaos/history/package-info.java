/**
 * What clients asked of a system, when, and what they were told: recorded while it runs, judged by
 * checkers afterwards, kept as JSON lines.
 */
@NullMarked
package dev.trimaran.chaos.history;

import org.jspecify.annotations.NullMarked;
