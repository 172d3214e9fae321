package dev.trimaran.cache.core.engine;

import static dev.trimaran.cache.core.command.Flag.ALLOW_BUSY;
import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;
import java.util.List;
import java.util.Set;

/** {@code MULTI}, {@code EXEC}, {@code DISCARD}, {@code WATCH}, {@code UNWATCH}. */
final class Transactions {

  private static final Set<String> AT_ONCE =
      Set.of("exec", "discard", "multi", "watch", "quit", "reset");
  static final Word EXEC = Word.of("EXEC");
  private static final Refused NESTED = new Refused("ERR MULTI calls can not be nested");
  private static final Refused EXEC_WITHOUT = new Refused("ERR EXEC without MULTI");
  private static final Refused DISCARD_WITHOUT = new Refused("ERR DISCARD without MULTI");
  private static final Refused WATCH_INSIDE = new Refused("ERR WATCH inside MULTI is not allowed");
  private static final Refused ABORTED =
      new Refused("EXECABORT Transaction discarded because of previous errors.");

  private final CacheEngine engine;

  private Transactions(CacheEngine engine) {
    this.engine = engine;
  }

  /** Whether a command is not queued, even in a transaction. */
  static boolean runsAtOnce(CommandSpec spec) {
    return AT_ONCE.contains(spec.name());
  }

  static void register(CommandTable table, CacheEngine engine) {
    Transactions all = new Transactions(engine);
    Flag[] flags = {NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY};
    table.add(spec("multi", 1, "1.2.0", flags).does("Begins a transaction.", "").runs(all::multi));
    table.add(
        spec("exec", 1, "1.2.0", NOSCRIPT, LOADING, STALE)
            .does("Runs the requests of the transaction.", "")
            .runs(all::exec));
    table.add(
        spec("discard", 1, "2.0.0", flags).does("Drops the transaction.", "").runs(all::discard));
    table.add(
        spec("watch", -2, "2.2.0", flags)
            .keys(1, -1, 1)
            .does("Lets the next transaction fail once a key has changed.", "key [key ...]")
            .runs(all::watch));
    table.add(
        spec("unwatch", 1, "2.2.0", flags).does("Watches no key any more.", "").runs(all::unwatch));
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).group(Group.TRANSACTIONS, since);
  }

  private void multi(Call call) {
    Client client = engine.current();
    if (client.queueing) {
      throw NESTED;
    }
    client.queueing = true;
    call.reply().ok();
  }

  private void exec(Call call) {
    Client client = engine.current();
    if (!client.queueing) {
      throw EXEC_WITHOUT;
    }
    boolean spoiled = client.spoiled;
    boolean overtaken =
        client.overtaken || Watches.anyExpired(client, engine.databases()::database);
    List<Client.Queued> queue = List.copyOf(client.queue);
    end(client);
    if (spoiled) {
      throw ABORTED;
    }
    Reply reply = call.reply();
    if (overtaken) {
      reply.nilArray();
      return;
    }
    reply.array(queue.size());
    engine.journal().begin();
    for (Client.Queued queued : queue) {
      runQueued(client, queued, reply);
    }
    engine.journal().end();
  }

  private void runQueued(Client client, Client.Queued queued, Reply reply) {
    int mark = reply.length();
    try {
      engine.runner().run(client, queued.spec(), queued.request(), reply, false);
    } catch (Refused refused) {
      reply.rewind(mark);
      reply.refused(refused);
      engine.counters().error(refused.text());
    }
  }

  private void discard(Call call) {
    Client client = engine.current();
    if (!client.queueing) {
      throw DISCARD_WITHOUT;
    }
    end(client);
    call.reply().ok();
  }

  private void end(Client client) {
    end(client, engine.watches());
  }

  /** The client's transaction is over, and with it what it watched. */
  static void end(Client client, Watches watches) {
    client.queueing = false;
    client.spoiled = false;
    client.overtaken = false;
    client.queue.clear();
    watches.unwatch(client);
  }

  /** {@code EXEC} itself must not be run: what is told then. */
  static Refused abort(Client client, Watches watches, Refused reason) {
    end(client, watches);
    String text = reason.text();
    return new Refused(
        "EXECABORT Transaction discarded because of: "
            + (text.startsWith("ERR ") ? text.substring(4) : text));
  }

  private void watch(Call call) {
    Client client = engine.current();
    if (client.queueing) {
      throw WATCH_INSIDE;
    }
    Arguments all = call.arguments();
    for (int i = 1; i < all.count(); i++) {
      engine.watches().watch(client, call.keys(), all.array(), all.offset(i), all.length(i));
    }
    call.reply().ok();
  }

  private void unwatch(Call call) {
    Client client = engine.current();
    engine.watches().unwatch(client);
    client.overtaken = false;
    call.reply().ok();
  }
}
