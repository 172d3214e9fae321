/** Canaries: classes that break a rule on purpose. */
@NullMarked
package dev.trimaran.rules.canary.chaos;

import org.jspecify.annotations.NullMarked;
