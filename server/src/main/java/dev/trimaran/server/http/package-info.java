/**
 * One port for gRPC and HTTP/1.1, told apart by the first bytes a client sends.
 *
 * <pre>
 *   connection ── FirstBytes ─┬─ "PRI " ── the gRPC server's own HTTP/2 pipeline
 *                             ├─ a letter ── HTTP/1.1 codec ── HttpHandler ── HttpRoutes
 *                             └─ anything else, or silence ── closed
 * </pre>
 *
 * <p>The HTTP/2 pipeline is entered with no handler of ours left in it: gRPC calls cost nothing
 * more than on a port of their own.
 */
@NullMarked
package dev.trimaran.server.http;

import org.jspecify.annotations.NullMarked;
