package dev.trimaran.raft.core.cluster;

import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Settings;

/** What all nodes of a test cluster share. */
record TestGround(Configuration configuration, Settings settings, Retention retention, long seed) {}
