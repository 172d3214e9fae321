package dev.trimaran.cli.status;

import dev.trimaran.cli.model.CliError;
import dev.trimaran.cli.output.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the event stores of a local cluster have answered.
 *
 * @param answers of the nodes that did
 * @param silent where there was none, and why
 */
record EventsReport(List<EventStatus> answers, Map<String, CliError> silent) {

  /** Asks one after the other. */
  static EventsReport of(List<String> endpoints, Duration timeout) {
    List<EventStatus> answers = new ArrayList<>();
    Map<String, CliError> silent = new LinkedHashMap<>();
    for (String endpoint : endpoints) {
      try {
        answers.add(EventStatus.ask(endpoint, timeout));
      } catch (CliError e) {
        silent.put(endpoint, e);
      }
    }
    return new EventsReport(answers, silent);
  }

  boolean isEmpty() {
    return answers.isEmpty() && silent.isEmpty();
  }

  /** What programs read. */
  List<Map<String, Object>> data() {
    List<Map<String, Object>> data = new ArrayList<>();
    answers.forEach(answer -> data.add(answer.data()));
    silent.forEach((endpoint, reason) ->
        data.add(Map.of("endpoint", endpoint, "unreachable", reason.message())));
    return data;
  }

  /** What people read. */
  void print(PrintStream out) {
    Table table =
        new Table("EVENT STORE", "LEADER", "TERM", "EVENTS", "STREAMS", "COMMITTED", "APPLIED");
    for (EventStatus answer : answers) {
      table.row(
          answer.endpoint(),
          answer.isLeader() ? "yes" : "no",
          answer.term(),
          answer.events(),
          answer.streams(),
          answer.committed(),
          answer.applied());
    }
    silent
        .keySet()
        .forEach(endpoint -> table.row(endpoint, "-", "-", "-", "-", "-", "unreachable"));
    out.println();
    table.print(out);
  }
}
