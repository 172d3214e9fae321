package dev.trimaran.rules.canary.raft.client.child;

import dev.trimaran.rules.canary.raft.client.Facade;

interface ChildThatMeetsItsFacade {
  Facade facade();
}
