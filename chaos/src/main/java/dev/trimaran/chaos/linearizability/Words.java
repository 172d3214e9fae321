package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.Operation;
import java.util.List;

/** Says in words why a history is illegal. */
final class Words {

  private static final int SHOWN = 8;

  private Words() {}

  static String of(String key, List<Operation> partial, Object state, List<Operation> stuck) {
    StringBuilder words = new StringBuilder();
    words.append("key ").append(key).append(" is not linearizable. The longest order found");
    if (partial.isEmpty()) {
      words.append(" is empty");
    } else {
      words.append(partial.size() > SHOWN ? " ends with" : " is");
    }
    for (Operation one : partial.subList(Math.max(0, partial.size() - SHOWN), partial.size())) {
      words.append("\n  ").append(describe(one));
    }
    words.append("\nwhich leaves ").append(state);
    words.append("; then none of these could come next:");
    for (Operation one : stuck.subList(0, Math.min(SHOWN, stuck.size()))) {
      words.append("\n  ").append(describe(one));
    }
    return words.toString();
  }

  static String describe(Operation operation) {
    StringBuilder words = new StringBuilder();
    words.append("process ").append(operation.process()).append(": ");
    words.append(describe(operation.command()));
    Answer answer = operation.answer();
    if (answer != null) {
      describe(operation.command(), answer, words);
    } else {
      words.append(", outcome unknown");
    }
    words.append(" [").append(millis(operation.invokedNanos())).append(" ms");
    if (operation.endedNanos() >= 0) {
      words.append(" to ").append(millis(operation.endedNanos())).append(" ms");
    }
    return words.append("]").toString();
  }

  private static String describe(Command command) {
    return switch (command) {
      case Command.Get get -> "get";
      case Command.Put put -> "put " + put.value();
      case Command.CompareAndSet cas -> "put " + cas.value() + " if " + cas.expected();
      case Command.Delete delete -> "delete";
    };
  }

  private static void describe(Command command, Answer answer, StringBuilder words) {
    if (command.readOnly()) {
      words.append(" found ").append(answer.succeeded() ? answer.value() : "nothing");
    } else {
      words.append(answer.succeeded() ? " done" : " not done");
    }
    number(words, "revision", answer.revision());
    number(words, "mod revision", answer.modRevision());
    number(words, "version", answer.version());
  }

  private static void number(StringBuilder words, String name, long value) {
    if (value != Answer.NOT_GIVEN) {
      words.append(", ").append(name).append(' ').append(value);
    }
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + "." + String.valueOf(1000 + nanos / 1000 % 1000).substring(1);
  }
}
