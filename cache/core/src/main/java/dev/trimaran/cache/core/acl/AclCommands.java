package dev.trimaran.cache.core.acl;

import static dev.trimaran.cache.core.command.Flag.ADMIN;
import static dev.trimaran.cache.core.command.Flag.LOADING;
import static dev.trimaran.cache.core.command.Flag.NOSCRIPT;
import static dev.trimaran.cache.core.command.Flag.STALE;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.Categories;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** {@code ACL}. */
public final class AclCommands {

  private static final Refused NO_FILE =
      new Refused(
          "ERR This Redis instance is not configured to use an ACL file. You may want to specify"
              + " users via the ACL SETUSER command and then issue a CONFIG REWRITE (assuming you"
              + " have a Redis configuration file set) in order to store users in the Redis"
              + " configuration.");
  private static final Refused BAD_BITS =
      new Refused(
          "ERR ACL GENPASS argument must be the number of bits for the output password, a positive"
              + " number up to 4096");

  private final CommandTable table;
  private final Users users;
  private final Consumer<String> onRemoved;

  private AclCommands(CommandTable table, Users users, Consumer<String> onRemoved) {
    this.table = table;
    this.users = users;
    this.onRemoved = onRemoved;
  }

  /**
   * @param onRemoved told the name of a user that is gone: its connections are ended
   */
  public static void register(CommandTable table, Users users, Consumer<String> onRemoved) {
    AclCommands all = new AclCommands(table, users, onRemoved);
    CommandSpec.Draft acl =
        CommandSpec.named("acl")
            .arity(-2)
            .group(Group.SERVER, "6.0.0")
            .does("Tells of users, and changes them.", "");
    acl.with(sub("whoami", 2, "", call -> call.reply().bulk(call.session().identity().name())));
    acl.with(sub("cat", -2, "[category]", all::categories));
    acl.with(sub("genpass", -2, "[bits]", AclCommands::generate));
    acl.with(sub("list", 2, "", all::list, ADMIN));
    acl.with(sub("users", 2, "", all::names, ADMIN));
    acl.with(sub("getuser", 3, "username", all::get, ADMIN));
    acl.with(sub("setuser", -3, "username [rule [rule ...]]", all::set, ADMIN));
    acl.with(sub("deluser", -3, "username [username ...]", all::remove, ADMIN));
    acl.with(sub("dryrun", -4, "username command [arg [arg ...]]", all::dryRun, ADMIN));
    acl.with(sub("log", -2, "[count|RESET]", all::log, ADMIN));
    for (String name : new String[] {"save", "load"}) {
      acl.with(
          sub(
              name,
              2,
              "",
              _ -> {
                throw NO_FILE;
              },
              ADMIN));
    }
    table.add(acl.contains());
  }

  private static CommandSpec sub(
      String name, int arity, String syntax, Handler handler, Flag... flags) {
    return CommandSpec.named("acl|" + name)
        .arity(arity)
        .flags(NOSCRIPT, LOADING, STALE)
        .flags(flags)
        .group(Group.SERVER, "6.0.0")
        .does("Part of the administration of users.", syntax)
        .runs(handler);
  }

  private void categories(Call call) {
    List<String> names = new ArrayList<>(Categories.ALL);
    if (call.count() > 3) {
      throw new Refused(
          "ERR unknown subcommand or wrong number of arguments for '%s'. Try ACL HELP."
              .formatted(call.arguments().text(1)));
    }
    if (call.count() == 3) {
      String category = call.arguments().text(2).toLowerCase(Locale.ROOT);
      if (!names.contains(category)) {
        throw new Refused("ERR Unknown category '" + call.arguments().text(2) + "'");
      }
      names.clear();
      for (CommandSpec spec : table.all()) {
        collect(spec, category, names);
        spec.subcommands().forEach(sub -> collect(sub, category, names));
      }
    }
    call.reply().array(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static void collect(CommandSpec spec, String category, List<String> names) {
    if (Categories.of(spec).contains(category)) {
      names.add(spec.name());
    }
  }

  private static void generate(Call call) {
    long bits = call.count() == 3 ? call.integer(2, BAD_BITS) : 256;
    if (call.count() > 3 || bits < 1 || bits > 4096) {
      throw BAD_BITS;
    }
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < (bits + 3) / 4; i++) {
      text.append("0123456789abcdef".charAt(call.randomness().nextInt(16)));
    }
    call.reply().bulk(text.toString());
  }

  private void list(Call call) {
    call.reply().array(users.all().size());
    users.all().forEach(user -> call.reply().bulk(user.text()));
  }

  private void names(Call call) {
    call.reply().array(users.all().size());
    users.all().forEach(user -> call.reply().bulk(user.name()));
  }

  private void get(Call call) {
    User user = users.byName(call.arguments().text(2));
    Reply reply = call.reply();
    if (user == null) {
      reply.nil();
      return;
    }
    reply.map(6);
    reply.bulk("flags");
    reply.set(user.withoutPassword() ? 2 : 1);
    reply.bulk(user.enabled() ? "on" : "off");
    if (user.withoutPassword()) {
      reply.bulk("nopass");
    }
    reply.bulk("passwords");
    reply.array(user.hashes().size());
    user.hashes().forEach(reply::bulk);
    describe(user.root(), reply);
    reply.bulk("selectors");
    reply.array(user.selectors().size());
    for (Selector selector : user.selectors()) {
      reply.map(3);
      describe(selector, reply);
    }
  }

  private static void describe(Selector selector, Reply reply) {
    reply.bulk("commands");
    reply.bulk(selector.commandText());
    reply.bulk("keys");
    reply.bulk(selector.keyText());
    reply.bulk("channels");
    reply.bulk(selector.channelText());
  }

  private void set(Call call) {
    String name = call.arguments().text(2);
    if (name.isEmpty() || name.contains(" ") || name.contains("\0")) {
      throw new Refused("ERR Usernames can't contain spaces or null characters");
    }
    List<String> rules = new ArrayList<>();
    for (int i = 3; i < call.count(); i++) {
      join(rules, call.arguments().text(i));
    }
    users.set(name, rules);
    call.reply().ok();
  }

  /** A selector in parentheses may come in several arguments. */
  private static void join(List<String> rules, String rule) {
    int last = rules.size() - 1;
    if (last >= 0 && rules.get(last).startsWith("(") && !rules.get(last).endsWith(")")) {
      rules.set(last, rules.get(last) + " " + rule);
    } else {
      rules.add(rule);
    }
  }

  private void remove(Call call) {
    long removed = 0;
    for (int i = 2; i < call.count(); i++) {
      if (call.arguments().text(i).equals("default")) {
        throw new Refused("ERR The 'default' user cannot be removed");
      }
    }
    for (int i = 2; i < call.count(); i++) {
      String name = call.arguments().text(i);
      if (users.remove(name)) {
        removed++;
        onRemoved.accept(name);
      }
    }
    call.reply().integer(removed);
  }

  private void dryRun(Call call) {
    User user = users.byName(call.arguments().text(2));
    if (user == null) {
      throw new Refused("ERR User '" + call.arguments().text(2) + "' not found");
    }
    byte[][] parts = new byte[call.count() - 3][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = call.arguments().copy(i + 3);
    }
    Arguments request = Arguments.of(parts);
    CommandSpec spec = table.find(request.array(), request.offset(0), request.length(0));
    if (spec == null) {
      throw new Refused("ERR Command '" + request.text(0) + "' not found");
    }
    String full = request.count() > 1 ? spec.name() + "|" + request.text(1) : "";
    CommandSpec meant =
        spec.subcommands().stream()
            .filter(sub -> sub.name().equalsIgnoreCase(full))
            .findFirst()
            .orElse(spec);
    if (!meant.takes(request.count())) {
      throw Refusals.wrongNumberOfArguments(meant.name());
    }
    Denial denial = Users.denial(user, meant, request);
    if (denial == null) {
      call.reply().ok();
    } else {
      call.reply().bulk(denial.explanation());
    }
  }

  private void log(Call call) {
    if (call.count() > 3) {
      throw Refusals.wrongNumberOfArguments("acl|log");
    }
    if (call.count() == 3 && call.arguments().text(2).equalsIgnoreCase("reset")) {
      users.log().clear();
      call.reply().ok();
      return;
    }
    long limit = call.count() == 3 ? Math.max(0, call.integer(2)) : 10;
    users.log().write(call.reply(), limit, call.now());
  }
}
