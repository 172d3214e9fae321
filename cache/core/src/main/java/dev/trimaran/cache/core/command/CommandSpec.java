package dev.trimaran.cache.core.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command: how it is called, what it touches, what {@code COMMAND} tells of it,
 * and who runs it.
 *
 * @param name in lower case; a subcommand's is {@code container|name}
 * @param arity how many arguments, the name included; negative: at least so many
 * @param flags what it is to the server
 * @param firstKey the index of the first key argument, 0 where it has none
 * @param lastKey the last key's; negative counts from the end
 * @param keyStep from one key to the next
 * @param group under which it is documented
 * @param since the version of Redis that had it first
 * @param summary one sentence, ours
 * @param syntax its arguments, as in {@code key [EX seconds|PX milliseconds]}
 * @param subcommands in the order of their registration
 * @param handler who runs it; a container's runs no subcommand
 * @param tally what has been seen of it
 */
public record CommandSpec(
    String name,
    int arity,
    Set<Flag> flags,
    int firstKey,
    int lastKey,
    int keyStep,
    Group group,
    String since,
    String summary,
    String syntax,
    List<CommandSpec> subcommands,
    @Nullable Handler handler,
    Tally tally) {

  public CommandSpec {
    EnumSet<Flag> own = EnumSet.noneOf(Flag.class);
    own.addAll(flags);
    flags = Collections.unmodifiableSet(own);
    subcommands = List.copyOf(subcommands);
  }

  /** The spec of a command by that name, to be completed. */
  public static Draft named(String name) {
    return new Draft(name.toLowerCase(Locale.ROOT));
  }

  /** Whether so many arguments, the name included, are as many as it takes. */
  public boolean takes(int arguments) {
    return arity >= 0 ? arguments == arity : arguments >= -arity;
  }

  /** Whether it is a subcommand of that container. */
  public boolean inside(String container) {
    return name.length() > container.length()
        && name.charAt(container.length()) == '|'
        && name.startsWith(container);
  }

  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** A spec in the making. */
  public static final class Draft {
    private final String name;
    private int arity = 1;
    private final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    private int firstKey;
    private int lastKey;
    private int keyStep;
    private Group group = Group.GENERIC;
    private String since = "1.0.0";
    private String summary = "";
    private String syntax = "";
    private final List<CommandSpec> subcommands = new ArrayList<>();

    private Draft(String name) {
      this.name = name;
    }

    public Draft arity(int count) {
      arity = count;
      return this;
    }

    public Draft flags(Flag... all) {
      flags.addAll(List.of(all));
      return this;
    }

    /** Where its keys are among the arguments. */
    public Draft keys(int first, int last, int step) {
      firstKey = first;
      lastKey = last;
      keyStep = step;
      return this;
    }

    /** One key, the first argument. */
    public Draft key() {
      return keys(1, 1, 1);
    }

    public Draft group(Group which, String version) {
      group = which;
      since = version;
      return this;
    }

    /** What it does in one sentence, and its arguments. */
    public Draft does(String sentence, String arguments) {
      summary = sentence;
      syntax = arguments;
      return this;
    }

    public Draft with(CommandSpec subcommand) {
      subcommands.add(subcommand);
      return this;
    }

    /** The spec of a command that {@code handler} runs. */
    public CommandSpec runs(Handler handler) {
      return made(handler);
    }

    /** The spec of a command that only holds subcommands. */
    public CommandSpec contains() {
      return made(null);
    }

    private CommandSpec made(@Nullable Handler handler) {
      return new CommandSpec(
          name,
          arity,
          flags,
          firstKey,
          lastKey,
          keyStep,
          group,
          since,
          summary,
          syntax,
          subcommands,
          handler,
          new Tally());
    }
  }
}
