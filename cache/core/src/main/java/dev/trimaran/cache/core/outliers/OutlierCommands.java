package dev.trimaran.cache.core.outliers;

import static dev.trimaran.cache.core.command.Flag.ADMIN;

import dev.trimaran.cache.core.command.Call;
import dev.trimaran.cache.core.command.CommandSpec;
import dev.trimaran.cache.core.command.CommandTable;
import dev.trimaran.cache.core.command.Group;
import dev.trimaran.cache.core.model.Refusals;
import dev.trimaran.cache.core.model.Refused;
import dev.trimaran.cache.core.model.Word;
import dev.trimaran.cache.core.reply.Reply;
import java.util.List;
import java.util.Locale;

/** {@code HOTKEYS} and {@code BIGKEYS}. */
public final class OutlierCommands {

  private static final Word BY = Word.of("BY");
  private static final Word BYTES = Word.of("BYTES");
  private static final Word ELEMENTS = Word.of("ELEMENTS");
  private static final Refused COUNT = new Refused("ERR count should be greater than 0");
  private static final int USUAL_COUNT = 10;

  private OutlierCommands() {}

  public static void register(CommandTable table, HotKeys hot, BigKeys big) {
    table.add(
        spec("hotkeys", -1)
            .does("Tells the keys that most requests go to.", "[count]")
            .runs(call -> tellHot(call, hot)));
    table.add(
        spec("bigkeys", -1)
            .does("Tells the keys that hold most.", "[count] [BY BYTES|ELEMENTS]")
            .runs(call -> tellBig(call, big)));
  }

  private static CommandSpec.Draft spec(String name, int arity) {
    return CommandSpec.named(name).arity(arity).flags(ADMIN).group(Group.SERVER, "0.1.0");
  }

  private static int count(Call call) {
    long count = call.integer(1);
    if (count < 1) {
      throw COUNT;
    }
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  private static void tellHot(Call call, HotKeys hot) {
    if (call.count() > 2) {
      throw Refusals.SYNTAX;
    }
    int count = call.count() == 2 ? count(call) : USUAL_COUNT;
    List<HotKey> all = hot.hottest(count, call.now());
    Reply reply = call.reply();
    reply.array(all.size());
    for (HotKey each : all) {
      reply.map(5);
      reply.bulk("key");
      reply.bulk(each.key());
      reply.bulk("database");
      reply.integer(each.database());
      reply.bulk("ops_per_second");
      reply.integer(each.perSecond());
      reply.bulk("error");
      reply.integer(each.error());
      reply.bulk("percent");
      reply.bulk(String.format(Locale.ROOT, "%.2f", each.percent()));
    }
  }

  private static void tellBig(Call call, BigKeys big) {
    int by = call.count() > 1 && !call.arguments().is(1, BY) ? 2 : 1;
    if (call.count() != by && call.count() != by + 2) {
      throw Refusals.SYNTAX;
    }
    boolean byElements = false;
    if (call.count() == by + 2) {
      byElements = call.arguments().is(by + 1, ELEMENTS);
      if (!call.arguments().is(by, BY) || !byElements && !call.arguments().is(by + 1, BYTES)) {
        throw Refusals.SYNTAX;
      }
    }
    List<BigKey> all = big.biggest(by == 2 ? count(call) : USUAL_COUNT, byElements);
    Reply reply = call.reply();
    reply.array(all.size());
    for (BigKey each : all) {
      reply.map(5);
      reply.bulk("key");
      reply.bulk(each.key());
      reply.bulk("database");
      reply.integer(each.database());
      reply.bulk("type");
      reply.bulk(each.type().text());
      reply.bulk("bytes");
      reply.integer(each.bytes());
      reply.bulk("elements");
      reply.integer(each.elements());
    }
  }
}
