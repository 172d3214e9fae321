package dev.trimaran.cli.stream;

import picocli.CommandLine.Command;

/** {@code trimaran stream} without a verb. */
@Command(
    name = "stream",
    description = "Events: append, read, follow, delete.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class StreamCommand {}
