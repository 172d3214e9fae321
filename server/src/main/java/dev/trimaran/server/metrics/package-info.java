/** What monitoring scrapes, under etcd's own names where there is such a number. */
@NullMarked
package dev.trimaran.server.metrics;

import org.jspecify.annotations.NullMarked;
