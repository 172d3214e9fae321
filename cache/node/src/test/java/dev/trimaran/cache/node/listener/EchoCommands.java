package dev.trimaran.cache.node.listener;

import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.core.model.Word;
import java.util.ArrayList;
import java.util.List;

/** Answers PING, ECHO and a few words that make a connection wait. */
final class EchoCommands implements Commands {

  private static final Word PING = Word.of("PING");
  private static final Word ECHO = Word.of("ECHO");
  private static final Word BLOCK = Word.of("BLOCK");
  private static final Word WAKE = Word.of("WAKE");
  private static final Word HOLD = Word.of("HOLD");
  private static final Word QUIT = Word.of("QUIT");
  private static final Word BUG = Word.of("BUG");

  private final List<Connection> blocked = new ArrayList<>();
  private boolean hold;
  volatile int bursts;
  volatile int open;

  @Override
  public void opened(Connection connection) {
    open++;
  }

  @Override
  public boolean request(Connection connection, Arguments arguments) {
    if (arguments.is(0, PING)) {
      connection.reply().simple("PONG");
    } else if (arguments.is(0, ECHO)) {
      connection.reply().bulk(arguments.array(), arguments.offset(1), arguments.length(1));
    } else if (arguments.is(0, BLOCK)) {
      blocked.add(connection);
      return false;
    } else if (arguments.is(0, WAKE)) {
      wake();
      connection.reply().ok();
    } else if (arguments.is(0, HOLD)) {
      hold = true;
      blocked.add(connection);
      connection.reply().ok();
    } else if (arguments.is(0, QUIT)) {
      connection.reply().ok();
      connection.closeAfterReply();
    } else if (arguments.is(0, BUG)) {
      throw new IllegalStateException("a bug");
    } else {
      connection.reply().error("ERR unknown command");
    }
    return true;
  }

  private void wake() {
    for (Connection waiting : List.copyOf(blocked)) {
      waiting.reply().simple("WOKEN");
      waiting.wrote();
      waiting.release();
      waiting.resume();
    }
    blocked.clear();
  }

  @Override
  public boolean burstEnds(Connection connection) {
    bursts++;
    boolean send = !hold;
    hold = false;
    return send;
  }

  @Override
  public void closed(Connection connection) {
    open--;
  }
}
