package dev.trimaran.rules.canary.raft.client;

/** Something for a child to import. */
public record Facade() {}
