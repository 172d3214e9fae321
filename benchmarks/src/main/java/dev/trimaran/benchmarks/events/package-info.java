/**
 * The event store beside PostgreSQL and Kafka.
 *
 * <pre>
 *   EventsBenchmark ── EventRival: TrimaranRival  requests of our own wire, one event loop
 *         │                        PostgresRival  a connection and a thread for each writer
 *    EventsReport                  KafkaRival     a process with Kafka's own client
 * </pre>
 */
@NullMarked
package dev.trimaran.benchmarks.events;

import org.jspecify.annotations.NullMarked;
