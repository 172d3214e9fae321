package dev.trimaran.rules.canary.raft.kv;

import dev.trimaran.rules.canary.io.Files;

record KvThatMeetsIo(Files files) {}
