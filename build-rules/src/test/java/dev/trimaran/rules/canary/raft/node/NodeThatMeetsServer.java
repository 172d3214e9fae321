package dev.trimaran.rules.canary.raft.node;

import dev.trimaran.rules.canary.server.ServerThatMeetsAll;

record NodeThatMeetsServer(ServerThatMeetsAll server) {}
