package dev.trimaran.cache.core.acl;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.KeyPositions;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All users; there is always the one by the name of default, as which a connection begins. */
public final class Users {

  private static final String DEFAULT = "default";

  private final CommandTable table;
  private final AccessLog log = new AccessLog();
  private final Map<String, User> byName = new TreeMap<>();

  /** Only the default user: it needs no password, and may do everything. */
  public Users(CommandTable table) {
    this.table = table;
    User user = new User(DEFAULT, table);
    for (String rule : new String[] {"on", "nopass", "allkeys", "allchannels", "allcommands"}) {
      user.apply(rule);
    }
    byName.put(DEFAULT, user);
  }

  AccessLog log() {
    return log;
  }

  /** How many refusals are kept ({@code acllog-max-len}). */
  public void logLength(int most) {
    log.length(most);
  }

  /** As whom a connection begins. */
  public User beginner() {
    return Objects.requireNonNull(byName.get(DEFAULT));
  }

  /** Whether a connection needs no password to begin. */
  public boolean open() {
    return beginner().enabled() && beginner().withoutPassword();
  }

  /** Gives the default user this password alone; none with an empty one ({@code requirepass}). */
  public void requirePassword(String password) {
    beginner().apply("resetpass");
    beginner().apply(password.isEmpty() ? "nopass" : ">" + password);
  }

  public @Nullable User byName(String name) {
    return byName.get(name);
  }

  List<User> all() {
    return new ArrayList<>(byName.values());
  }

  /** The user of that name, new if there was none, with rules applied: all or none. */
  void set(String name, List<String> rules) {
    User before = byName.get(name);
    User changed = before == null ? new User(name, table) : before.copy();
    for (String rule : rules) {
      try {
        changed.apply(rule);
      } catch (IllegalArgumentException e) {
        throw new Refused(
            "ERR Error in ACL SETUSER modifier '%s': %s".formatted(rule, e.getMessage()));
      }
    }
    if (before == null) {
      byName.put(name, changed);
    } else {
      before.become(changed);
    }
  }

  boolean remove(String name) {
    return byName.remove(name) != null;
  }

  /** The user, if the password is one of its own; a failure is logged. */
  public @Nullable User authenticate(String name, byte[] password, Session session, long nowMs) {
    User user = byName.get(name);
    if (user != null && user.accepts(password)) {
      return user;
    }
    log.add(new Denial(Denial.Reason.AUTH, "AUTH"), name, session, nowMs);
    return null;
  }

  /** Refuses a request that the session's user may not make, and logs that. */
  public void check(Session session, CommandSpec spec, Arguments request, long nowMs) {
    if (!(session.identity() instanceof User user)) {
      return;
    }
    Denial denial = denial(user, spec, request);
    if (denial != null) {
      log.add(denial, user.name(), session, nowMs);
      throw new Refused(denial.refusal());
    }
  }

  /** Why a user may not make a request, or null. */
  static @Nullable Denial denial(User user, CommandSpec spec, Arguments request) {
    Denial denial = denial(user.root(), spec, request);
    for (Selector selector : user.selectors()) {
      if (denial == null) {
        return null;
      }
      Denial other = denial(selector, spec, request);
      // The refusal that came furthest is told: a key rather than the command.
      denial = other == null || other.reason().compareTo(denial.reason()) > 0 ? other : denial;
    }
    return denial;
  }

  private static @Nullable Denial denial(Selector selector, CommandSpec spec, Arguments request) {
    if (!selector.allows(spec) && !spec.is(Flag.NO_AUTH)) {
      return new Denial(Denial.Reason.COMMAND, spec.name());
    }
    boolean channels = spec.is(Flag.PUBSUB);
    if (channels) {
      return channelDenial(selector, spec, request);
    }
    boolean write = spec.is(Flag.WRITE);
    for (int key : KeyPositions.of(spec, request)) {
      if (!selector.allowsKey(request.copy(key), reads(spec), write)) {
        return new Denial(Denial.Reason.KEY, request.text(key));
      }
    }
    return null;
  }

  /** A command that sets a whole value does not read what was there. */
  private static boolean reads(CommandSpec spec) {
    return switch (spec.name()) {
      case "mset", "msetnx", "setex", "psetex", "setnx", "del", "unlink" -> false;
      default -> true;
    };
  }

  private static @Nullable Denial channelDenial(
      Selector selector, CommandSpec spec, Arguments request) {
    int last =
        switch (spec.name()) {
          case "subscribe", "psubscribe", "ssubscribe" -> request.count() - 1;
          case "publish", "spublish" -> 1;
          default -> 0;
        };
    for (int i = 1; i <= last; i++) {
      if (!selector.allowsChannel(request.copy(i), spec.name().equals("psubscribe"))) {
        return new Denial(
            Denial.Reason.CHANNEL, new String(request.copy(i), StandardCharsets.UTF_8));
      }
    }
    return null;
  }
}
