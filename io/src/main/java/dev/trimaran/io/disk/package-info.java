/** Files: one thread for each lane, gathered writes, natural group commit. */
@NullMarked
package dev.trimaran.io.disk;

import org.jspecify.annotations.NullMarked;
