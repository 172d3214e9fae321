package dev.trimaran.cache.core.acl;

import dev.trimaran.cache.core.command.Categories;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.packed.View;
import dev.trimaran.cache.core.scan.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One set of permissions: commands, and the keys and channels they may touch. */
final class Selector {

  /** A pattern of keys, and what may be done to those it accepts. */
  record Keys(String pattern, boolean read, boolean write) {
    String text() {
      return read && write ? "~" + pattern : "%" + (read ? "R" : "W") + "~" + pattern;
    }
  }

  private static final IllegalArgumentException UNKNOWN =
      new IllegalArgumentException("Unknown command or category name in ACL");

  private final CommandTable table;
  private final Set<String> commands = new HashSet<>();
  private final List<String> rules = new ArrayList<>();
  private final List<Keys> keys = new ArrayList<>();
  private final List<String> channels = new ArrayList<>();
  private boolean all;

  Selector(CommandTable table) {
    this.table = table;
    rules.add("-@all");
  }

  Selector copy() {
    Selector copy = new Selector(table);
    copy.commands.addAll(commands);
    copy.rules.clear();
    copy.rules.addAll(rules);
    copy.keys.addAll(keys);
    copy.channels.addAll(channels);
    copy.all = all;
    return copy;
  }

  /** Whether nothing is kept from it. */
  boolean unlimited() {
    return all && allKeys() && channels.contains("*");
  }

  private boolean allKeys() {
    return keys.stream().anyMatch(key -> key.pattern.equals("*") && key.read && key.write);
  }

  boolean allows(CommandSpec spec) {
    return all || commands.contains(spec.name());
  }

  /** Whether a key may be read, and written where {@code write} is set. */
  boolean allowsKey(byte[] key, boolean read, boolean write) {
    boolean mayRead = !read;
    boolean mayWrite = !write;
    for (Keys each : keys) {
      if (matches(each.pattern, key)) {
        mayRead |= each.read;
        mayWrite |= each.write;
      }
    }
    return mayRead && mayWrite;
  }

  /** Whether a channel is allowed; a pattern of channels must be one of those that are given. */
  boolean allowsChannel(byte[] channel, boolean pattern) {
    for (String each : channels) {
      boolean same = each.equals(new String(channel, StandardCharsets.UTF_8));
      if (each.equals("*") || (pattern ? same : matches(each, channel))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, byte[] text) {
    return pattern.equals("*")
        || Pattern.matches(
            new View().of(pattern.getBytes(StandardCharsets.UTF_8)), new View().of(text));
  }

  /**
   * Applies a rule on commands, keys or channels.
   *
   * @throws IllegalArgumentException when it is none
   */
  void apply(String rule) {
    String lower = rule.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "allkeys" -> key(new Keys("*", true, true));
      case "resetkeys" -> keys.clear();
      case "allchannels" -> channel("*");
      case "resetchannels" -> channels.clear();
      case "allcommands", "+@all" -> everything(true);
      case "nocommands", "-@all" -> everything(false);
      default -> applyPrefixed(rule, lower);
    }
  }

  private void applyPrefixed(String rule, String lower) {
    if (rule.startsWith("~")) {
      key(new Keys(rule.substring(1), true, true));
    } else if (rule.startsWith("%")) {
      key(limitedKeys(rule));
    } else if (rule.startsWith("&")) {
      channel(rule.substring(1));
    } else if (rule.length() > 1 && (rule.startsWith("+") || rule.startsWith("-"))) {
      command(lower.substring(1), lower.charAt(0) == '+');
    } else {
      throw new IllegalArgumentException("Syntax error");
    }
  }

  private static Keys limitedKeys(String rule) {
    int tilde = rule.indexOf('~');
    String use = tilde < 0 ? "" : rule.substring(1, tilde).toUpperCase(Locale.ROOT);
    if (use.isEmpty() || !use.chars().allMatch(letter -> letter == 'R' || letter == 'W')) {
      throw new IllegalArgumentException("Syntax error");
    }
    return new Keys(rule.substring(tilde + 1), use.contains("R"), use.contains("W"));
  }

  private void key(Keys added) {
    if (allKeys() && !added.pattern.equals("*")) {
      throw new IllegalArgumentException(
          "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not"
              + " have any effect. Try 'resetkeys' to start with an empty list of patterns");
    }
    if (added.pattern.equals("*") && added.read && added.write) {
      keys.clear();
    }
    if (!keys.contains(added)) {
      keys.add(added);
    }
  }

  private void channel(String added) {
    if (channels.contains("*") && !added.equals("*")) {
      throw new IllegalArgumentException(
          "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does"
              + " not have any effect. Try 'resetchannels' to start with an empty list of channels");
    }
    if (added.equals("*")) {
      channels.clear();
    }
    if (!channels.contains(added)) {
      channels.add(added);
    }
  }

  private void everything(boolean allowed) {
    all = allowed;
    commands.clear();
    rules.clear();
    rules.add(allowed ? "+@all" : "-@all");
  }

  private void command(String name, boolean allowed) {
    Set<String> named = new HashSet<>();
    for (CommandSpec spec : table.all()) {
      name(spec, name, named);
      spec.subcommands().forEach(sub -> name(sub, name, named));
      if (spec.name().equals(name)) {
        spec.subcommands().forEach(sub -> named.add(sub.name()));
      }
    }
    if (named.isEmpty() && !(name.startsWith("@") && Categories.ALL.contains(name.substring(1)))) {
      throw UNKNOWN;
    }
    if (all) {
      listAll();
    }
    boolean changed = allowed ? commands.addAll(named) : commands.removeAll(named);
    if (changed) {
      rules.removeIf(rule -> supersedes(name, rule.substring(1)));
      rules.add((allowed ? "+" : "-") + name);
    }
  }

  /** Whether a rule on {@code name} leaves nothing of one on {@code earlier}. */
  private static boolean supersedes(String name, String earlier) {
    return earlier.equals(name) || earlier.startsWith(name + "|");
  }

  private void listAll() {
    all = false;
    for (CommandSpec spec : table.all()) {
      commands.add(spec.name());
      spec.subcommands().forEach(sub -> commands.add(sub.name()));
    }
  }

  private static void name(CommandSpec spec, String name, Set<String> named) {
    if (spec.name().equals(name)
        || (name.startsWith("@") && Categories.of(spec).contains(name.substring(1)))) {
      named.add(spec.name());
    }
  }

  String commandText() {
    return String.join(" ", rules);
  }

  String keyText() {
    return String.join(" ", keys.stream().map(Keys::text).toList());
  }

  String channelText() {
    return String.join(" ", channels.stream().map(channel -> "&" + channel).toList());
  }

  /** As {@code ACL LIST} shows it, its commands last. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (!keys.isEmpty()) {
      parts.add(keyText());
    }
    if (!channels.contains("*")) {
      parts.add("resetchannels");
    }
    if (!channels.isEmpty()) {
      parts.add(channelText());
    }
    parts.add(commandText());
    return String.join(" ", parts);
  }
}
