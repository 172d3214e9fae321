package dev.trimaran.cache.core.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The categories by which permissions name commands together, as Redis sorts them. */
public final class Categories {

  /** All, in Redis's order ({@code ACL CAT}). */
  public static final List<String> ALL =
      List.of(
          "keyspace",
          "read",
          "write",
          "set",
          "sortedset",
          "list",
          "hash",
          "string",
          "bitmap",
          "hyperloglog",
          "geo",
          "stream",
          "pubsub",
          "admin",
          "fast",
          "slow",
          "blocking",
          "dangerous",
          "connection",
          "transaction",
          "scripting");

  private static final Set<String> DANGEROUS =
      Set.of("keys", "flushall", "flushdb", "info", "role", "sort", "restore", "swapdb");
  private static final Set<String> WHOLES = Set.of("dbsize", "flushall", "flushdb", "swapdb");
  private static final Set<String> CONNECTION = Set.of("command", "wait");

  private Categories() {}

  /** Those of one command. */
  public static Set<String> of(CommandSpec spec) {
    Set<String> found = new LinkedHashSet<>();
    String container = spec.name().split("\\|", 2)[0];
    if (spec.is(Flag.WRITE)) {
      found.add("write");
    } else if (spec.is(Flag.READONLY) && spec.group() != Group.SCRIPTING) {
      found.add("read");
    }
    String group = group(spec.group());
    if (!group.isEmpty()
        && !(CONNECTION.contains(container) || (group.equals("pubsub") && !spec.is(Flag.PUBSUB)))) {
      found.add(group);
    }
    if (WHOLES.contains(container)) {
      found.add("keyspace");
    }
    if (CONNECTION.contains(container)) {
      found.add("connection");
    }
    if (spec.is(Flag.ADMIN)) {
      found.add("admin");
    }
    if (spec.is(Flag.ADMIN) || DANGEROUS.contains(container)) {
      found.add("dangerous");
    }
    if (spec.is(Flag.BLOCKING)) {
      found.add("blocking");
    }
    found.add(spec.is(Flag.FAST) ? "fast" : "slow");
    return found;
  }

  private static String group(Group group) {
    return switch (group) {
      case GENERIC -> "keyspace";
      case STRING -> "string";
      case LIST -> "list";
      case SET -> "set";
      case SORTED_SET -> "sortedset";
      case HASH -> "hash";
      case PUBSUB -> "pubsub";
      case TRANSACTIONS -> "transaction";
      case CONNECTION -> "connection";
      case SCRIPTING -> "scripting";
      case HYPERLOGLOG -> "hyperloglog";
      case BITMAP -> "bitmap";
      case STREAM -> "stream";
      case SERVER, CLUSTER -> "";
    };
  }
}
