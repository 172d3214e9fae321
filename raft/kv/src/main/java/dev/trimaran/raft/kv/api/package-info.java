/**
 * The etcd v3 gRPC services over one node.
 *
 * <pre>
 *   request ── checks (as etcd orders them) ─┬─ write: encode once ── propose ── result ─┐
 *                                            ├─ read: readIndex ── the local store ──────┼─ reply
 *                                            └─ lease clock: ask the leader ─────────────┘
 * </pre>
 *
 * <p>Handlers never block: a reply is written by the thread that completes its future. Only long
 * ranges are handed to a virtual thread.
 */
@NullMarked
package dev.trimaran.raft.kv.api;

import org.jspecify.annotations.NullMarked;
