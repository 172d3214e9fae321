package dev.trimaran.cli;

import picocli.CommandLine.Command;

/** {@code trimaran} without a verb. */
@Command(
    name = "trimaran",
    description =
        "A key-value store, a cache and an event store for clients of etcd, Redis and KurrentDB.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also, each with a --help of its own:",
      "  server      Runs one node in the foreground.",
      "  etcd        Runs one node in the foreground, with etcd's flags.",
      "  bench       Measures, beside the peers.",
      "  chaos       Breaks a cluster of processes, and checks what clients were told.",
      "",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 cannot connect, 4 not found or wrong",
      "state, 5 outcome unknown, 6 not allowed, 130 interrupted."
    })
final class RootCommand {}
