/** Tests of groups, by name and against a model. */
@NullMarked
package dev.trimaran.events.core.group;

import org.jspecify.annotations.NullMarked;
