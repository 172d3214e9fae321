package dev.trimaran.cli.status;

import dev.trimaran.cli.connection.ConnectionOptions;
import dev.trimaran.cli.output.Console;
import dev.trimaran.cli.output.OutputOptions;
import dev.trimaran.cli.output.Table;
import dev.trimaran.raft.client.etcd.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trimaran member list}. */
@Command(
    name = "list",
    description = "Lists the members of the cluster.",
    mixinStandardHelpOptions = true)
public final class MemberListCommand implements Runnable {

  private final Console console;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public MemberListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<Member> members = connection.ask(client -> client.members()).getMembersList();
    Table table = new Table("ID", "NAME", "PEER ADDRESSES", "CLIENT ADDRESSES", "LEARNER");
    List<Map<String, Object>> data = new ArrayList<>();
    for (Member member : members) {
      String id = Long.toHexString(member.getID());
      table.row(
          id,
          member.getName(),
          String.join(",", member.getPeerURLsList()),
          String.join(",", member.getClientURLsList()),
          member.getIsLearner());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("id", id);
      entry.put("name", member.getName());
      entry.put("peer_urls", List.copyOf(member.getPeerURLsList()));
      entry.put("client_urls", List.copyOf(member.getClientURLsList()));
      entry.put("is_learner", member.getIsLearner());
      data.add(entry);
    }
    output.on(console).answer(Map.of("members", data), table::print);
  }
}
