/** What the systems under test promise for one key. */
@NullMarked
package dev.trimaran.chaos.specification;

import org.jspecify.annotations.NullMarked;
