/** Whether a command may take effect: expectations, and appends that are sent again. */
@NullMarked
package dev.trimaran.events.core.append;

import org.jspecify.annotations.NullMarked;
