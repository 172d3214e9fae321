package dev.trimaran.cache.node.differential;

import java.util.List;

/** Commands that stay together: what chance chose is asked for and removed in the same step. */
record Step(List<Command> commands) {

  /** Whether its commands must be sent one by one. */
  boolean dialogue() {
    return commands.stream().anyMatch(command -> !command.route().equals(Command.Route.PLAIN));
  }

  String name() {
    return commands.get(0).name();
  }
}
