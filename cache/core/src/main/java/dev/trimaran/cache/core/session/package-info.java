/** What one connection has told the server: protocol, database, names, transaction. */
@NullMarked
package dev.trimaran.cache.core.session;

import org.jspecify.annotations.NullMarked;
