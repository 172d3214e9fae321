/** Who is in the cluster: identities derived from addresses, as etcd derives them. */
@NullMarked
package dev.trimaran.raft.kv.cluster;

import org.jspecify.annotations.NullMarked;
