/** Real server processes for tests: etcd from the machine's packages, and our own server. */
@NullMarked
package dev.trimaran.server.cluster;

import org.jspecify.annotations.NullMarked;
