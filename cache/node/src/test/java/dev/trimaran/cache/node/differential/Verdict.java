package dev.trimaran.cache.node.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the answers of a sequence one after another. It knows what a transaction has queued, so
 * that each reply within EXEC's is judged as its command asks.
 */
final class Verdict {

  private final Explained explained;
  private final List<Command> queued = new ArrayList<>();
  private final List<Answer> toldLeft = new ArrayList<>();
  private final List<Answer> toldRight = new ArrayList<>();

  Verdict(Explained explained) {
    this.explained = explained;
  }

  /** A step begins: what the step before was told no longer counts. */
  void beginStep() {
    toldLeft.clear();
    toldRight.clear();
  }

  Optional<Difference> judge(int step, Command command, Answer left, Answer right) {
    toldLeft.add(left);
    toldRight.add(right);
    boolean agreed =
        agree(command, left, right)
            && command.judgement().consistent(toldLeft)
            && command.judgement().consistent(toldRight);
    transaction(command, left);
    Difference difference = difference(step, command, left, right);
    return agreed || explained.explains(difference) ? Optional.empty() : Optional.of(difference);
  }

  private static Difference difference(int step, Command command, Answer left, Answer right) {
    return new Difference(step, command.name(), command.line(), left.readable(), right.readable());
  }

  private boolean agree(Command command, Answer left, Answer right) {
    List<Answer> lefts = left.items();
    List<Answer> rights = right.items();
    if (!command.name().equals("EXEC")
        || lefts.size() != queued.size()
        || rights.size() != queued.size()) {
      return command.judgement().agree(left, right);
    }
    for (int i = 0; i < queued.size(); i++) {
      Command one = queued.get(i);
      if (!one.judgement().agree(lefts.get(i), rights.get(i))
          && !explained.explains(difference(0, one, lefts.get(i), rights.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private void transaction(Command command, Answer left) {
    if (command.route().connection() != 1) {
      return;
    }
    if (left.rawText().equals("+QUEUED\r\n")) {
      queued.add(command);
    } else if (command.name().matches("EXEC|DISCARD|RESET") && !left.error()) {
      queued.clear();
    } else if (left.rawText().startsWith("-EXECABORT")) {
      queued.clear();
    }
  }
}
