package dev.trimaran.cli.cache;

import picocli.CommandLine.Command;

/** {@code trimaran cache}; the verbs are commands of their own. */
@Command(
    name = "cache",
    description = "The cache, over the Redis protocol: of Trimaran and of Redis.",
    mixinStandardHelpOptions = true)
public final class CacheCommand {}
