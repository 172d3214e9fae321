/** How a command finds and reaches the cluster it speaks to, and what it says when it cannot. */
@NullMarked
package dev.trimaran.cli.connection;

import org.jspecify.annotations.NullMarked;
