/** The client that Java programs use, jetcd, against a three-node cluster of ours. */
@NullMarked
package dev.trimaran.server.jetcd;

import org.jspecify.annotations.NullMarked;
