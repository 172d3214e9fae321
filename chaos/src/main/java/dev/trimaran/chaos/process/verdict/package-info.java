/** What must hold of a run, whatever was broken in it. */
@NullMarked
package dev.trimaran.chaos.process.verdict;

import org.jspecify.annotations.NullMarked;
