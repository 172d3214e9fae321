package dev.trimaran.cli.kv;

import picocli.CommandLine.Command;

/** {@code trimaran kv}; the verbs are commands of their own. */
@Command(
    name = "kv",
    description = "Keys and values, over the etcd v3 protocol: of Trimaran and of etcd.",
    mixinStandardHelpOptions = true)
public final class KvCommand {}
