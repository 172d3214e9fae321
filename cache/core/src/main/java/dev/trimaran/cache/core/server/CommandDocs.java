package dev.trimaran.cache.core.server;

import dev.trimaran.cache.core.command.Categories;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One command as {@code COMMAND INFO} and {@code COMMAND DOCS} tell of it. */
final class CommandDocs {

  private CommandDocs() {}

  static void info(CommandSpec spec, Reply reply) {
    reply.array(10);
    reply.bulk(spec.name());
    reply.integer(spec.arity());
    reply.set(spec.flags().size());
    spec.flags().forEach(flag -> reply.simple(flag.text()));
    reply.integer(spec.firstKey());
    reply.integer(spec.lastKey());
    reply.integer(spec.keyStep());
    Set<String> categories = Categories.of(spec);
    reply.set(categories.size());
    categories.forEach(category -> reply.simple("@" + category));
    reply.array(0);
    keySpecs(spec, reply);
    reply.array(spec.subcommands().size());
    spec.subcommands().forEach(each -> info(each, reply));
  }

  private static void keySpecs(CommandSpec spec, Reply reply) {
    if (spec.firstKey() == 0) {
      reply.array(0);
      return;
    }
    reply.array(1);
    reply.map(3);
    reply.bulk("flags");
    List<String> flags = keyFlags(spec);
    reply.set(flags.size());
    flags.forEach(reply::simple);
    reply.bulk("begin_search");
    reply.map(2);
    reply.bulk("type");
    reply.bulk("index");
    reply.bulk("spec");
    reply.map(1);
    reply.bulk("index");
    reply.integer(spec.firstKey());
    reply.bulk("find_keys");
    reply.map(2);
    reply.bulk("type");
    reply.bulk("range");
    reply.bulk("spec");
    reply.map(3);
    reply.bulk("lastkey");
    reply.integer(spec.lastKey() < 0 ? spec.lastKey() : spec.lastKey() - spec.firstKey());
    reply.bulk("keystep");
    reply.integer(spec.keyStep());
    reply.bulk("limit");
    reply.integer(0);
  }

  /** What a command does to its keys. */
  static List<String> keyFlags(CommandSpec spec) {
    if (spec.is(Flag.READONLY)) {
      return List.of("RO", "access");
    }
    return spec.is(Flag.WRITE) ? List.of("RW", "access", "update") : List.of();
  }

  static void docs(CommandSpec spec, Reply reply) {
    List<Syntax> arguments = Syntax.parse(spec.syntax());
    String complexity = Complexity.of(spec.name());
    int entries =
        3
            + (complexity == null ? 0 : 1)
            + (arguments.isEmpty() ? 0 : 1)
            + (spec.subcommands().isEmpty() ? 0 : 1);
    reply.bulk(spec.name());
    reply.map(entries);
    reply.bulk("summary");
    reply.bulk(spec.summary());
    reply.bulk("since");
    reply.bulk(spec.since());
    reply.bulk("group");
    reply.bulk(spec.group().text());
    if (complexity != null) {
      reply.bulk("complexity");
      reply.bulk(complexity);
    }
    if (!arguments.isEmpty()) {
      reply.bulk("arguments");
      reply.array(arguments.size());
      arguments.forEach(argument -> argument(argument, reply));
    }
    if (!spec.subcommands().isEmpty()) {
      reply.bulk("subcommands");
      reply.map(spec.subcommands().size());
      spec.subcommands().forEach(each -> docs(each, reply));
    }
  }

  private static void argument(Syntax argument, Reply reply) {
    boolean key = argument.type().equals("key");
    List<String> flags = new ArrayList<>();
    if (argument.optional()) {
      flags.add("optional");
    }
    if (argument.multiple()) {
      flags.add("multiple");
    }
    boolean parts = !argument.parts().isEmpty();
    reply.map(
        2
            + (key ? 1 : 0)
            + (argument.token().isEmpty() ? 0 : 1)
            + (flags.isEmpty() ? 0 : 1)
            + (parts ? 1 : 0));
    reply.bulk("name");
    reply.bulk(argument.name());
    reply.bulk("type");
    reply.bulk(argument.type());
    if (key) {
      reply.bulk("key_spec_index");
      reply.integer(0);
    }
    if (!argument.token().isEmpty()) {
      reply.bulk("token");
      reply.bulk(argument.token());
    }
    if (!flags.isEmpty()) {
      reply.bulk("flags");
      reply.set(flags.size());
      flags.forEach(reply::simple);
    }
    if (parts) {
      reply.bulk("arguments");
      reply.array(argument.parts().size());
      argument.parts().forEach(part -> argument(part, reply));
    }
  }
}
