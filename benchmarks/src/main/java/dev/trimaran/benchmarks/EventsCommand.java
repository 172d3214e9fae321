package dev.trimaran.benchmarks;

import dev.trimaran.benchmarks.events.EventCell;
import dev.trimaran.benchmarks.events.EventProgram;
import dev.trimaran.benchmarks.events.EventRivals;
import dev.trimaran.benchmarks.events.EventsBenchmark;
import dev.trimaran.benchmarks.events.EventsPlan;
import dev.trimaran.benchmarks.events.EventsReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code trimaran bench events}. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = {
      "Appends with an expected revision, reads of streams and of the log, of the event store, of",
      "PostgreSQL and of Kafka (appends), in turn. All write durably before they answer."
    })
final class EventsCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rivals",
      split = ",",
      defaultValue = "trimaran,trimaran3,postgres,kafka",
      description = "In this order (default: ${DEFAULT-VALUE}).")
  List<String> rivals = List.of();

  @Option(names = "--rounds", defaultValue = "3", description = "Of all rivals (default: 3).")
  int rounds;

  @Option(names = "--seconds", defaultValue = "4", description = "Of each cell (default: 4).")
  double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "Seconds of its own load before each cell (default: 2).")
  double warmUp;

  @Option(
      names = "--writers",
      split = ",",
      defaultValue = "1,16,64,256",
      description = "Clients that append one event at a time (default: ${DEFAULT-VALUE}).")
  List<Integer> writers = List.of();

  @Option(names = "--data", defaultValue = "256", description = "Bytes of an event (default: 256).")
  int data;

  @Option(
      names = "--log",
      defaultValue = "200000",
      description = "Events in the log before it is read (default: 200000).")
  int log;

  @Option(
      names = "--trimaran",
      defaultValue = "",
      description = "The launcher of Trimaran (default: the one that started this).")
  String trimaran = "";

  @Option(
      names = "--postgres",
      defaultValue = "",
      description = "The directory of PostgreSQL's programs (default: Debian's).")
  String postgres = "";

  @Option(names = "--kafka", defaultValue = "", description = "The directory of Kafka's jars.")
  String kafka = "";

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json (default: table).")
  Output output = Output.table;

  @Override
  public Integer call() throws Exception {
    var plan = new EventsPlan(rounds, seconds, warmUp, writers, data, log);
    List<EventProgram> found = new ArrayList<>();
    for (String name : rivals) {
      found.add(EventRivals.named(name, trimaran, postgres, kafka));
    }
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    for (EventProgram rival : found) {
      err.println(rival.name() + ": " + rival.version());
    }
    List<EventCell> cells =
        new EventsBenchmark(
                plan,
                line -> {
                  err.println(line);
                  err.flush();
                })
            .run(found);
    switch (output) {
      case table -> out.print(new EventsReport(plan, cells).table());
      case json -> out.println(json(plan, found, cells));
    }
    out.flush();
    return cells.stream().anyMatch(cell -> cell.errors() > 0) ? 1 : 0;
  }

  private static String json(EventsPlan plan, List<EventProgram> rivals, List<EventCell> cells) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("plan", plan);
    root.put(
        "rivals", rivals.stream().map(rival -> rival.name() + ": " + rival.version()).toList());
    root.put("cells", cells);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
