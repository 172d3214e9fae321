/** Completion scripts for shells. */
@NullMarked
package dev.trimaran.cli.completion;

import org.jspecify.annotations.NullMarked;
