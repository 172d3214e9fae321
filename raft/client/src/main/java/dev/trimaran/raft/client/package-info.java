/**
 * A thin client of the etcd v3 protocol, for Trimaran and etcd alike.
 *
 * <pre>
 *   KvClient ── UnaryCall ──┐
 *          └─── Watch ──────┴── Endpoints (a channel for each) ── generated stubs
 *                    Failures: what a status says about what was done
 * </pre>
 *
 * <p>Messages and stubs are generated into {@code dev.trimaran.raft.client.etcd} and {@code
 * dev.trimaran.raft.client.mvcc}; the client adds what they lack: failover between endpoints,
 * retries where repeating is safe, deadlines, and errors that say whether a write may have
 * happened.
 */
@NullMarked
package dev.trimaran.raft.client;

import org.jspecify.annotations.NullMarked;
