package dev.trimaran.cache.core.acl;

import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.session.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A user: who may log in as it, and what it may do. */
public final class User implements Identity {

  private static final String NO_SUCH_PASSWORD =
      "The password you are trying to remove from the user does not exist";

  private final String name;
  private final CommandTable table;
  private final Set<String> hashes = new LinkedHashSet<>();
  private final List<Selector> selectors = new ArrayList<>();
  private Selector root;
  private boolean enabled;
  private boolean withoutPassword;
  private boolean unlimited;

  /** A new user may do nothing, and nobody can log in as it. */
  User(String name, CommandTable table) {
    this.name = name;
    this.table = table;
    root = new Selector(table);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean unlimited() {
    return unlimited;
  }

  boolean enabled() {
    return enabled;
  }

  boolean withoutPassword() {
    return withoutPassword;
  }

  Set<String> hashes() {
    return hashes;
  }

  Selector root() {
    return root;
  }

  /** The further sets of permissions, each of which is enough by itself. */
  List<Selector> selectors() {
    return selectors;
  }

  User copy() {
    User copy = new User(name, table);
    copy.become(this);
    return copy;
  }

  void become(User other) {
    hashes.clear();
    hashes.addAll(other.hashes);
    selectors.clear();
    other.selectors.forEach(selector -> selectors.add(selector.copy()));
    root = other.root.copy();
    enabled = other.enabled;
    withoutPassword = other.withoutPassword;
    unlimited = other.unlimited;
  }

  /** Whether this is one of its passwords, or it needs none. */
  boolean accepts(byte[] password) {
    if (!enabled) {
      return false;
    }
    String hash = Sha256.hex(password);
    boolean found = withoutPassword;
    for (String each : hashes) {
      found |= Sha256.same(each, hash);
    }
    return found;
  }

  /**
   * Applies a rule, as {@code ACL SETUSER} takes them.
   *
   * @throws IllegalArgumentException when it is none
   */
  void apply(String rule) {
    switch (rule.toLowerCase(Locale.ROOT)) {
      case "on" -> enabled = true;
      case "off" -> enabled = false;
      case "nopass" -> {
        withoutPassword = true;
        hashes.clear();
      }
      case "resetpass" -> {
        withoutPassword = false;
        hashes.clear();
      }
      case "sanitize-payload", "skip-sanitize-payload" -> {}
      case "clearselectors" -> selectors.clear();
      case "reset" -> become(new User(name, table));
      default -> applyOther(rule);
    }
    unlimited = root.unlimited();
  }

  private void applyOther(String rule) {
    if (rule.startsWith("(") && rule.endsWith(")")) {
      Selector selector = new Selector(table);
      for (String each : rule.substring(1, rule.length() - 1).strip().split(" +")) {
        selector.apply(each);
      }
      selectors.add(selector);
    } else if (rule.startsWith(">")) {
      password(Sha256.hex(rule.substring(1).getBytes(StandardCharsets.UTF_8)));
    } else if (rule.startsWith("#")) {
      password(checked(rule.substring(1)));
    } else if (rule.startsWith("<")) {
      drop(Sha256.hex(rule.substring(1).getBytes(StandardCharsets.UTF_8)));
    } else if (rule.startsWith("!")) {
      drop(checked(rule.substring(1)));
    } else {
      root.apply(rule);
    }
  }

  void password(String hash) {
    hashes.add(hash);
    withoutPassword = false;
  }

  private void drop(String hash) {
    if (!hashes.remove(hash)) {
      throw new IllegalArgumentException(NO_SUCH_PASSWORD);
    }
  }

  private static String checked(String hash) {
    if (hash.length() != 64 || !hash.chars().allMatch(User::isHex)) {
      throw new IllegalArgumentException(
          "The password hash must be exactly 64 characters and contain only lowercase"
              + " hexadecimal characters");
    }
    return hash;
  }

  private static boolean isHex(int letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
  }

  /** As {@code ACL LIST} shows it. */
  String text() {
    StringBuilder text = new StringBuilder("user ").append(name);
    text.append(enabled ? " on" : " off");
    text.append(withoutPassword ? " nopass" : "");
    hashes.forEach(hash -> text.append(" #").append(hash));
    text.append(' ').append(root.text());
    selectors.forEach(selector -> text.append(" (").append(selector.text()).append(')'));
    return text.toString();
  }
}
