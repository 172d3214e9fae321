/** What a cache node is told at its start. */
@NullMarked
package dev.trimaran.cache.node.model;

import org.jspecify.annotations.NullMarked;
