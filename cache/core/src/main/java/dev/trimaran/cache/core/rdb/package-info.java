/**
 * Values in the bytes that Redis keeps them in: what {@code DUMP} answers and {@code RESTORE} takes
 * (rdb version 10). Written in the plain forms, which every Redis reads; read in the compact forms
 * too, so that a value dumped by a Redis can be restored here.
 */
@NullMarked
package dev.trimaran.cache.core.rdb;

import org.jspecify.annotations.NullMarked;
