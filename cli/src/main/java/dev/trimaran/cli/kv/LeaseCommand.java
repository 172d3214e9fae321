package dev.trimaran.cli.kv;

import picocli.CommandLine.Command;

/** {@code trimaran kv lease}; the verbs are commands of their own. */
@Command(
    name = "lease",
    description = "Leases: keys that vanish when their owner does.",
    mixinStandardHelpOptions = true)
public final class LeaseCommand {}
