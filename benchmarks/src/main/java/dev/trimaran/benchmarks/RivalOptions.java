package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.cluster.Rival;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which programs are run, shared by the verbs. */
final class RivalOptions {

  @Option(
      names = "--rivals",
      split = ",",
      defaultValue = "trimaran,etcd",
      description = "In this order (default: ${DEFAULT-VALUE}).")
  List<String> rivals = List.of();

  @Option(names = "--etcd", defaultValue = "etcd", description = "The etcd program.")
  String etcd = "etcd";

  @Option(
      names = "--trimaran",
      defaultValue = "",
      description = "The launcher of Trimaran (default: the one that started this).")
  String trimaran = "";

  List<Rival> rivals() throws IOException {
    List<Rival> found = new ArrayList<>();
    for (String name : rivals) {
      found.add(
          switch (name) {
            case "trimaran" -> Rival.trimaran(trimaran);
            case "etcd" -> Rival.etcd(etcd);
            default ->
                throw new IOException("no rival is named " + name + "; known: trimaran, etcd");
          });
    }
    return found;
  }
}
