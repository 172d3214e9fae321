package dev.trimaran.rules.canary.stranger;

record StrangerInNoModule() {}
