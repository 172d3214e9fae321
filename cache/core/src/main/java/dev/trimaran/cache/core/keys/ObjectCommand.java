package dev.trimaran.cache.core.keys;

import static dev.trimaran.cache.core.command.Flag.READONLY;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.command.Handler;
import dev.trimaran.cache.core.keyspace.Access;
import dev.trimaran.cache.core.keyspace.Keyspace;
import dev.trimaran.cache.core.model.ValueType;
import dev.trimaran.cache.core.text.Numbers;

/** {@code OBJECT}: how a value is held. */
public final class ObjectCommand {

  /** The longest string that Redis holds in one piece with its header. */
  private static final int LONGEST_EMBEDDED = 44;

  private ObjectCommand() {}

  static CommandSpec spec() {
    return CommandSpec.named("object")
        .arity(-2)
        .group(Group.GENERIC, "2.2.3")
        .does("Tells how a value is held.", "")
        .with(about("encoding", "2.2.3", "Tells a value's encoding.", ObjectCommand::encoding))
        .with(about("freq", "4.0.0", "Tells how often a key is used.", ObjectCommand::frequency))
        .with(about("idletime", "2.2.3", "Tells how long a key was not used.", ObjectCommand::idle))
        .with(about("refcount", "2.2.3", "Tells a value's references.", ObjectCommand::references))
        .contains();
  }

  private static CommandSpec about(String name, String since, String summary, Handler handler) {
    return CommandSpec.named("object|" + name)
        .arity(3)
        .flags(READONLY)
        .keys(2, 2, 1)
        .group(Group.GENERIC, since)
        .does(summary, "key")
        .runs(call -> {
          if (call.find(2, Access.PEEK) == Keyspace.ABSENT) {
            call.reply().nil();
          } else {
            handler.run(call);
          }
        });
  }

  private static void encoding(Call call) {
    call.reply().bulk(encoding(call.keys(), call.find(2, Access.PEEK)));
  }

  /** The encoding of a value in Redis's words. */
  public static String encoding(Keyspace keys, long place) {
    if (keys.type(place) != ValueType.STRING) {
      return keys.datum(place).encoding();
    }
    if (keys.edited(place)) {
      return "raw";
    }
    int length = keys.length(place);
    if (Numbers.isInteger(keys.array(place), keys.offset(place), length)) {
      return "int";
    }
    return length <= LONGEST_EMBEDDED ? "embstr" : "raw";
  }

  private static void frequency(Call call) {
    call.reply().integer(call.keys().frequency(call.find(2, Access.PEEK)));
  }

  private static void idle(Call call) {
    call.reply().integer(call.keys().idleSeconds(call.find(2, Access.PEEK)));
  }

  private static void references(Call call) {
    call.reply().integer(1);
  }
}
