/**
 * The typed configuration of a server, and where each value came from.
 *
 * <pre>
 *   flags ─┐
 *   environment ─┤ Resolution ── text of each Setting, with its Origin ── ServerConfig (validated)
 *   file ─┤
 *   default ─┘
 * </pre>
 *
 * <p>A {@link dev.trimaran.server.config.Dialect} is a way to name the settings on a command line:
 * Trimaran's own, and etcd's.
 */
@NullMarked
package dev.trimaran.server.config;

import org.jspecify.annotations.NullMarked;
