package dev.trimaran.rules.canary.base;

/** A word that all may import, its own child too. */
public record Word() {}
