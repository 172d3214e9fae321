package dev.trimaran.cli.kv;

import dev.trimaran.cli.model.Verb;
import dev.trimaran.cli.output.Console;
import java.util.List;

/** The words after {@code kv}. */
public final class KvVerbs {

  private KvVerbs() {}

  public static Verb of(Console console) {
    Verb lease =
        new Verb(
            "lease",
            LeaseCommand::new,
            List.of(
                Verb.leaf("grant", () -> new LeaseVerb.Grant(console)),
                Verb.leaf("revoke", () -> new LeaseVerb.Revoke(console)),
                Verb.leaf("timetolive", () -> new LeaseVerb.TimeToLive(console)),
                Verb.leaf("list", () -> new LeaseVerb.ListAll(console)),
                Verb.leaf("keep-alive", () -> new KeepAliveCommand(console))));
    return new Verb(
        "kv",
        KvCommand::new,
        List.of(
            Verb.leaf("get", () -> new GetCommand(console)),
            Verb.leaf("put", () -> new PutCommand(console)),
            Verb.leaf("del", () -> new DelCommand(console)),
            Verb.leaf("watch", () -> new WatchCommand(console)),
            Verb.leaf("txn", () -> new TxnCommand(console)),
            Verb.leaf("compact", () -> new CompactCommand(console)),
            lease));
  }
}
