package dev.trimaran.rules.canary.io;

/** Something of io to import. */
public record Files() {}
