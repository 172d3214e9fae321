package dev.trimaran.rules.canary.simulation;

import dev.trimaran.rules.canary.io.Files;

record SimulationThatMeetsIo(Files files) {}
