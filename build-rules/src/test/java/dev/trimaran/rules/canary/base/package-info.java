/** Canaries: classes that break a rule on purpose. */
@NullMarked
package dev.trimaran.rules.canary.base;

import org.jspecify.annotations.NullMarked;
