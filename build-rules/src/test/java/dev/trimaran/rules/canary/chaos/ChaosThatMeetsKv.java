package dev.trimaran.rules.canary.chaos;

import dev.trimaran.rules.canary.raft.kv.Store;

record ChaosThatMeetsKv(Store store) {}
