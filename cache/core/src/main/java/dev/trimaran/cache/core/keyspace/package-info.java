/** What the commands see of the store: keys, values, deadlines and versions. */
@NullMarked
package dev.trimaran.cache.core.keyspace;

import org.jspecify.annotations.NullMarked;
