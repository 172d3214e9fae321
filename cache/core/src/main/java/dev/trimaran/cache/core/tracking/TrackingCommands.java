package dev.trimaran.cache.core.tracking;

import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The subcommands of {@code CLIENT} that concern tracking. */
public final class TrackingCommands {

  private static final Word ON = Word.of("ON");
  private static final Word OFF = Word.of("OFF");
  private static final Word YES = Word.of("YES");
  private static final Word NO = Word.of("NO");
  private static final Refused NOT_TRACKING =
      new Refused(
          "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or"
              + " OPTOUT mode enabled");
  private static final Refused NOT_OPTIN =
      new Refused("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
  private static final Refused NOT_OPTOUT =
      new Refused("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");

  private final Tracking tracking;
  private final Sessions sessions;
  private final Supplier<Tracker> current;

  private TrackingCommands(Tracking tracking, Sessions sessions, Supplier<Tracker> current) {
    this.tracking = tracking;
    this.sessions = sessions;
    this.current = current;
  }

  /**
   * @param current tells whose request is being run
   */
  public static List<CommandSpec> of(
      Tracking tracking, Sessions sessions, Supplier<Tracker> current) {
    TrackingCommands all = new TrackingCommands(tracking, sessions, current);
    return List.of(
        spec("tracking", -3, "6.0.0")
            .does(
                "Wants to be told of changes of keys.",
                "ON|OFF [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN]"
                    + " [OPTOUT] [NOLOOP]")
            .runs(all::tracking),
        spec("caching", 3, "6.0.0")
            .does("Has what is read next remembered, or not.", "YES|NO")
            .runs(all::caching),
        spec("getredir", 2, "6.0.0")
            .does("Tells which connection is told of changes.", "")
            .runs(call -> call.reply().integer(current.get().redirection())),
        spec("trackinginfo", 2, "6.2.0")
            .does("Tells how changes of keys are told.", "")
            .runs(all::info));
  }

  private static CommandSpec.Draft spec(String name, int arity, String since) {
    return CommandSpec.named("client|" + name)
        .arity(arity)
        .flags(NOSCRIPT, LOADING, STALE)
        .group(Group.CONNECTION, since);
  }

  private void tracking(Call call) {
    TrackingOptions options = TrackingOptions.of(call, sessions);
    if (call.arguments().is(2, ON)) {
      tracking.on(current.get(), options);
    } else if (call.arguments().is(2, OFF)) {
      tracking.off(current.get());
    } else {
      throw Refusals.SYNTAX;
    }
    call.reply().ok();
  }

  private void caching(Call call) {
    Tracker tracker = current.get();
    if (!tracker.on) {
      throw NOT_TRACKING;
    }
    boolean yes = call.arguments().is(2, YES);
    if (!yes && !call.arguments().is(2, NO)) {
      throw Refusals.SYNTAX;
    }
    if (yes && !tracker.options.optIn()) {
      throw NOT_OPTIN;
    }
    if (!yes && !tracker.options.optOut()) {
      throw NOT_OPTOUT;
    }
    tracker.caching = true;
    call.reply().ok();
  }

  private void info(Call call) {
    Tracker tracker = current.get();
    List<String> flags = flags(tracker);
    Reply reply = call.reply();
    reply.map(3);
    reply.bulk("flags");
    reply.set(flags.size());
    flags.forEach(reply::bulk);
    reply.bulk("redirect");
    reply.integer(tracker.redirection());
    reply.bulk("prefixes");
    reply.array(tracker.prefixes.size());
    tracker.prefixes.forEach(prefix -> reply.bulk(prefix.bytes()));
  }

  private static List<String> flags(Tracker tracker) {
    TrackingOptions options = tracker.options;
    List<String> flags = new ArrayList<>();
    flags.add(tracker.on ? "on" : "off");
    add(flags, options.broadcast(), "bcast");
    add(flags, options.optIn(), "optin");
    add(flags, options.optIn() && tracker.caching, "caching-yes");
    add(flags, options.optOut(), "optout");
    add(flags, options.optOut() && tracker.caching, "caching-no");
    add(flags, options.noLoop(), "noloop");
    add(flags, tracker.broken, "broken_redirect");
    return flags;
  }

  private static void add(List<String> flags, boolean is, String flag) {
    if (is) {
      flags.add(flag);
    }
  }
}
