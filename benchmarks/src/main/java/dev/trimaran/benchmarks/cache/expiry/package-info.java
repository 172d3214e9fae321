/** How late a server tells that a key has expired, beside many others that have not. */
@NullMarked
package dev.trimaran.benchmarks.cache.expiry;

import org.jspecify.annotations.NullMarked;
