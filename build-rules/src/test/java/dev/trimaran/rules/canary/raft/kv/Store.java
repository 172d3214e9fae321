package dev.trimaran.rules.canary.raft.kv;

/** Something of raft.kv to import. */
public record Store() {}
