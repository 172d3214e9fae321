package dev.trimaran.cli.status;

import picocli.CommandLine.Command;

/** {@code trimaran member}; the verbs are commands of their own. */
@Command(
    name = "member",
    description = "The members of a cluster.",
    mixinStandardHelpOptions = true)
public final class MemberCommand {}
