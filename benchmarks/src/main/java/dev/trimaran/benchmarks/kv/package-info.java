/** The key-value benchmark: Trimaran and etcd in turn, put and linearizable range. */
@NullMarked
package dev.trimaran.benchmarks.kv;

import org.jspecify.annotations.NullMarked;
