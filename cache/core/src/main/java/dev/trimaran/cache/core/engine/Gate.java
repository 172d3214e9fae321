package dev.trimaran.cache.core.engine;

import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.connection.Subscribed;
import dev.trimaran.cache.core.keyspace.Databases;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.reply.Reply;
import dev.trimaran.cache.core.session.Session;
import java.util.Set;

/** What must hold before a request is run, or queued in a transaction; in Redis's order. */
final class Gate {

  private static final Refused STRANGER = new Refused("NOAUTH Authentication required.");
  private static final Refused NOT_INSIDE =
      new Refused("ERR Command not allowed inside a transaction");
  private static final Refused WATCHES_ONLY =
      new Refused("ERR Replica can't interact with the keyspace");
  private static final Set<String> PUBLISHING = Set.of("publish", "spublish");
  private static final Set<String> WHILE_SUBSCRIBED =
      Set.of(
          "ping",
          "subscribe",
          "ssubscribe",
          "psubscribe",
          "unsubscribe",
          "sunsubscribe",
          "punsubscribe",
          "quit",
          "reset");

  private final Databases databases;
  private final Permissions permissions;

  Gate(Databases databases, Permissions permissions) {
    this.databases = databases;
    this.permissions = permissions;
  }

  /** Refuses what must not be run. */
  void check(Client client, CommandSpec spec, Arguments request, Reply reply) {
    Session session = client.session;
    if (!session.authenticated() && !spec.is(Flag.NO_AUTH)) {
      throw STRANGER;
    }
    if (client.queueing && spec.is(Flag.NO_MULTI)) {
      throw NOT_INSIDE;
    }
    if (!session.identity().unlimited()) {
      permissions.check(session, spec, request);
    }
    if (databases.maxBytes() > 0 && needsRoom(client, spec) && !databases.makeRoom()) {
      throw Refusals.OUT_OF_MEMORY;
    }
    if (Subscribed.limits(session, reply) && !WHILE_SUBSCRIBED.contains(spec.name())) {
      throw new Refused(
          "ERR Can't execute '%s': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are"
                  .formatted(spec.name())
              + " allowed in this context");
    }
    if (session.monitor() && concernsKeys(spec)) {
      throw WATCHES_ONLY;
    }
  }

  /** Whether it reads or changes keys, or tells others of what it is told. */
  private static boolean concernsKeys(CommandSpec spec) {
    return spec.is(Flag.READONLY) || spec.is(Flag.WRITE) || PUBLISHING.contains(spec.name());
  }

  private static boolean needsRoom(Client client, CommandSpec spec) {
    if (spec.is(Flag.DENYOOM)) {
      return true;
    }
    if (client.queueing && spec.name().equals("exec")) {
      for (Client.Queued queued : client.queue) {
        if (queued.spec().is(Flag.DENYOOM)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Refuses what a user may not do. */
  interface Permissions {
    void check(Session session, CommandSpec spec, Arguments request);
  }
}
