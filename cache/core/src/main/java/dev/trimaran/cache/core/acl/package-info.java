/** Users: their passwords, and which commands, keys and channels are theirs. */
@NullMarked
package dev.trimaran.cache.core.acl;

import org.jspecify.annotations.NullMarked;
