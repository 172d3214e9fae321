/** What tests of commands run on. */
@NullMarked
package dev.trimaran.cache.core.harness;

import org.jspecify.annotations.NullMarked;
