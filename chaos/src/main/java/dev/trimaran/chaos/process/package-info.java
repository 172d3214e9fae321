/**
 * Faults on real server processes, judged by what their clients were told.
 *
 * <pre>
 *   Main ── scenario ──┬── cluster    processes: start, SIGKILL, SIGSTOP, restart; Status, HashKV
 *                      ├── workload   clients that record what they asked and were told
 *                      └── verdict    what must hold of the record afterwards
 * </pre>
 *
 * <p>What is tested is any program that takes etcd's flags and speaks its protocol.
 */
@NullMarked
package dev.trimaran.chaos.process;

import org.jspecify.annotations.NullMarked;
