package dev.trimaran.rules.canary.server;

import dev.trimaran.rules.canary.io.Files;
import dev.trimaran.rules.canary.raft.kv.Store;

/** A composition root may import both. */
public record ServerThatMeetsAll(Files files, Store store) {}
