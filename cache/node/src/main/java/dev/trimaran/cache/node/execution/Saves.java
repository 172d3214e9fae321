package dev.trimaran.cache.node.execution;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Flag;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.node.listener.Connection;
import dev.trimaran.cache.node.persistence.Persistence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code SAVE}, {@code BGSAVE}, {@code BGREWRITEAOF} and {@code LASTSAVE}. A snapshot never stops
 * others: SAVE only lets its own client wait for it.
 */
final class Saves {

  private static final Word SCHEDULE = Word.of("SCHEDULE");
  private static final Refused BUSY = new Refused("ERR Background save already in progress");
  private static final Refused NO_DISK = new Refused("ERR this cache has no directory to save to");

  private final Set<Connection> waiting = new LinkedHashSet<>();
  private @Nullable Persistence persistence;
  private @Nullable Switches switches;
  private @Nullable Connection current;
  private boolean another;

  void by(Persistence kept, Holds holds) {
    persistence = kept;
    switches = new Switches(kept, holds);
    kept.whenSaved(this::settle);
  }

  void register(CommandTable table) {
    table.add(
        spec("save", 1, Flag.NO_MULTI)
            .does("Writes a snapshot, and answers when it is durable.", "")
            .runs(this::save));
    table.add(
        spec("bgsave", -1)
            .does("Begins to write a snapshot.", "[SCHEDULE]")
            .runs(this::saveBehind));
    table.add(
        spec("bgrewriteaof", 1)
            .does("Begins to write a snapshot, which makes the append log short.", "")
            .runs(call -> {
              begins(
                  call,
                  true,
                  "Background append only file rewriting started",
                  "Background append only file rewriting scheduled");
            }));
    table.add(
        CommandSpec.named("lastsave")
            .arity(1)
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .group(Group.SERVER, "1.0.0")
            .does("Tells when the last good snapshot was begun.", "")
            .runs(call -> call.reply().integer(kept().saved().lastMs() / 1000)));
  }

  private static CommandSpec.Draft spec(String name, int arity, Flag... more) {
    return CommandSpec.named(name)
        .arity(arity)
        .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING)
        .flags(more)
        .group(Group.SERVER, "1.0.0");
  }

  private Persistence kept() {
    Persistence kept = persistence;
    if (kept == null) {
      throw NO_DISK;
    }
    return kept;
  }

  private void begin() {
    if (!kept().snapshot()) {
      throw BUSY;
    }
  }

  private void saveBehind(Call call) {
    boolean schedule = call.count() == 2 && call.arguments().is(1, SCHEDULE);
    if (call.count() > 1 && !schedule) {
      throw Refusals.SYNTAX;
    }
    begins(call, schedule, "Background saving started", "Background saving scheduled");
  }

  /** Begins a snapshot, or lets it follow the one that is under way. */
  private void begins(Call call, boolean schedule, String started, String scheduled) {
    if (schedule && kept().isSaving()) {
      another = true;
      call.reply().simple(scheduled);
    } else {
      begin();
      call.reply().simple(started);
    }
  }

  private void save(Call call) {
    begin();
    Connection asking = current;
    if (asking == null || !kept().isSaving()) {
      call.reply().ok();
    } else {
      waiting.add(asking);
    }
  }

  /** Whether a snapshot will follow the one that is under way. */
  boolean isScheduled() {
    return another;
  }

  /** {@code CONFIG SET appendonly}. */
  void appendOnly(boolean on) {
    if (switches != null) {
      switches.appendOnly(on, current);
    }
  }

  /** Whose request is about to be run; null for the process itself. */
  void current(@Nullable Connection connection) {
    current = connection;
  }

  /** Whether its replies are held until a log is begun, or ended. */
  boolean holds(Connection connection) {
    return switches != null && switches.holds(connection);
  }

  boolean waits(Connection connection) {
    return waiting.contains(connection);
  }

  void forget(Connection connection) {
    waiting.remove(connection);
    if (switches != null) {
      switches.forget(connection);
    }
  }

  /** Answers those that wait, if what they wait for has ended. */
  void settle() {
    Persistence kept = persistence;
    if (switches != null) {
      switches.settle();
    }
    if (kept == null || kept.isSaving()) {
      return;
    }
    answer(kept);
    if (another) {
      another = false;
      kept.snapshot();
    }
  }

  private void answer(Persistence kept) {
    List<Connection> answered = List.copyOf(waiting);
    waiting.clear();
    for (Connection connection : answered) {
      if (kept.saved().failedMs() == 0) {
        connection.reply().ok();
      } else {
        connection.reply().error("ERR the snapshot failed; the log of the server says why");
      }
      connection.wrote();
      connection.resume();
    }
  }
}
