/** The rules of reads and transactions over the versions: what etcd calls ranges, compares, ops. */
@NullMarked
package dev.trimaran.raft.kv.txn;

import org.jspecify.annotations.NullMarked;
