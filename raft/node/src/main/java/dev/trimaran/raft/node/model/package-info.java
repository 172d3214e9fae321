/** Words that the packages of the node share. */
@NullMarked
package dev.trimaran.raft.node.model;

import org.jspecify.annotations.NullMarked;
