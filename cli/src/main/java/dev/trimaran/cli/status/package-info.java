/** What the members of a cluster say about themselves. */
@NullMarked
package dev.trimaran.cli.status;

import org.jspecify.annotations.NullMarked;
