package dev.trimaran.events.node.access;

import dev.trimaran.events.node.model.Caller;
import io.grpc.Context;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param login the user's name; null for somebody who has not said
 * @param roles the user's groups, and the login itself
 */
public record Identity(@Nullable String login, Set<String> roles) {

  /** The role of administrators: they may do all. */
  public static final String ADMINS = "$admins";

  /** The role of operators: they may look after nodes. */
  public static final String OPS = "$ops";

  /** The role of everybody who has logged in. */
  public static final String ALL = "$all";

  /** Somebody without a login. */
  public static final Identity NOBODY = new Identity(null, Set.of());

  /** Everybody, where nobody is asked for a password. */
  public static final Identity ANY_ADMIN = new Identity("admin", Set.of(ADMINS, ALL));

  private static final Context.Key<Identity> KEY = Context.keyWithDefault("identity", NOBODY);

  public Identity {
    roles = Set.copyOf(roles);
  }

  static Identity of(User user) {
    Set<String> roles = new HashSet<>(user.groups());
    roles.add(user.login());
    roles.add(ALL);
    return new Identity(user.login(), roles);
  }

  /** Of the call of the current context. */
  public static Identity current() {
    return KEY.get();
  }

  Context in(Context context) {
    return context.withValue(KEY, this).withValue(Caller.NAME, login == null ? "" : login);
  }

  boolean isAdmin() {
    return roles.contains(ADMINS);
  }

  /** For messages. */
  String name() {
    return login == null ? "somebody without a login" : "the user " + login;
  }
}
