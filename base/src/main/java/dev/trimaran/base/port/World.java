package dev.trimaran.base.port;

/** All ports of one node, real or imagined. */
public record World(Clock clock, Randomness randomness, Disk disk, Network network, Loops loops) {}
