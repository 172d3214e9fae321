package dev.trimaran.cache.core.pubsub;

import static dev.trimaran.cache.core.command.Flag.FAST;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.PUBSUB;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.reply.Reply;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The commands of channels. */
public final class PubSubCommands {

  private final PubSub pubSub;
  private final Supplier<? extends Listener> current;

  private PubSubCommands(PubSub pubSub, Supplier<? extends Listener> current) {
    this.pubSub = pubSub;
    this.current = current;
  }

  /**
   * @param current tells whose request is being run
   */
  public static void register(
      CommandTable table, PubSub pubSub, Supplier<? extends Listener> current) {
    PubSubCommands all = new PubSubCommands(pubSub, current);
    all.subscriptions(table, "", Kind.CHANNEL, "channel", "2.0.0");
    all.subscriptions(table, "p", Kind.PATTERN, "pattern", "2.0.0");
    all.subscriptions(table, "s", Kind.SHARD, "shardchannel", "7.0.0");
    table.add(
        spec("publish", 3, "2.0.0", PUBSUB, LOADING, STALE, FAST)
            .does("Publishes a message to a channel.", "channel message")
            .runs(call ->
                call.reply()
                    .integer(pubSub.publish(call.arguments().copy(1), call.arguments().copy(2)))));
    table.add(
        spec("spublish", 3, "7.0.0", PUBSUB, LOADING, STALE, FAST)
            .keys(1, 1, 1)
            .does("Publishes a message to a shard channel.", "shardchannel message")
            .runs(call ->
                call.reply()
                    .integer(
                        pubSub.publishToShard(
                            call.arguments().copy(1), call.arguments().copy(2)))));
    table.add(all.container());
  }

  private void subscriptions(
      CommandTable table, String prefix, Kind kind, String what, String since) {
    Flag[] flags = {PUBSUB, NOSCRIPT, LOADING, STALE};
    table.add(
        spec(prefix + "subscribe", -2, since, flags)
            .does("Listens to " + what + "s.", what + " [" + what + " ...]")
            .runs(call -> {
              for (int i = 1; i < call.count(); i++) {
                pubSub.subscribe(kind, current.get(), Name.of(call.arguments(), i));
              }
            }));
    table.add(
        spec(prefix + "unsubscribe", -1, since, flags)
            .does("Listens to " + what + "s no more; to none without one.", "[" + what + " ...]")
            .runs(call -> {
              for (int i = 1; i < call.count(); i++) {
                pubSub.unsubscribe(kind, current.get(), Name.of(call.arguments(), i));
              }
              if (call.count() == 1) {
                pubSub.unsubscribeAll(kind, current.get());
              }
            }));
  }

  private CommandSpec container() {
    return spec("pubsub", -2, "2.8.0")
        .does("Tells of channels.", "")
        .with(about("channels", -2, "[pattern]", call -> channels(call, Kind.CHANNEL)))
        .with(about("numpat", 2, "", call -> call.reply().integer(pubSub.of(Kind.PATTERN).size())))
        .with(about("numsub", -2, "[channel ...]", call -> counts(call, Kind.CHANNEL)))
        .with(about("shardchannels", -2, "[pattern]", call -> channels(call, Kind.SHARD)))
        .with(about("shardnumsub", -2, "[shardchannel ...]", call -> counts(call, Kind.SHARD)))
        .contains();
  }

  private static CommandSpec about(String name, int arity, String syntax, Handler handler) {
    return spec("pubsub|" + name, arity, "2.8.0", PUBSUB, LOADING, STALE)
        .does("Tells of channels.", syntax)
        .runs(handler);
  }

  private static CommandSpec.Draft spec(String name, int arity, String since, Flag... flags) {
    return CommandSpec.named(name).arity(arity).flags(flags).group(Group.PUBSUB, since);
  }

  private void channels(Call call, Kind kind) {
    if (call.count() > 3) {
      throw Refusals.wrongNumberOfArguments("pubsub|channels");
    }
    List<Name> names = pubSub.names(kind, call.arguments(), 2);
    call.reply().array(names.size());
    names.forEach(name -> call.reply().bulk(name.bytes()));
  }

  private void counts(Call call, Kind kind) {
    Reply reply = call.reply();
    reply.map(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      Name name = Name.of(call.arguments(), i);
      reply.bulk(name.bytes());
      reply.integer(pubSub.of(kind).getOrDefault(name, Set.of()).size());
    }
  }
}
