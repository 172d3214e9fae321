/** The key-value commands, over the etcd v3 protocol. */
@NullMarked
package dev.trimaran.cli.kv;

import org.jspecify.annotations.NullMarked;
