package dev.trimaran.cli.stream;

import picocli.CommandLine.Command;

/** {@code trimaran sub} without a verb. */
@Command(
    name = "sub",
    description =
        "Persistent subscriptions: groups of consumers that share the events of a stream.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SubCommand {}
