/**
 * A lean load generator for unary gRPC calls: one event loop, hand-encoded frames, no stream
 * objects. The client shares the machine with the servers it measures, so what it costs is taken
 * from them; it costs the same for every rival.
 *
 * <pre>
 *   Workload --request bytes--> Http2Connection --frames--> server
 *   LoadRun <--latency-- Http2Connection <--frames-- server
 * </pre>
 */
@NullMarked
package dev.trimaran.benchmarks.load;

import org.jspecify.annotations.NullMarked;
