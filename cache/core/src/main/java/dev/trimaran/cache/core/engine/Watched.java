package dev.trimaran.cache.core.engine;

/** A key that a client watches, and whether it existed when it began to. */
record Watched(Key key, boolean existed) {}
