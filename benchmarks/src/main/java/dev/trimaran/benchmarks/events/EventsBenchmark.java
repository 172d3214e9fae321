package dev.trimaran.benchmarks.events;

import dev.trimaran.benchmarks.load.LoadGenerator;
import dev.trimaran.benchmarks.load.LoadResult;
import dev.trimaran.benchmarks.machine.CpuMeter;
import dev.trimaran.benchmarks.machine.CpuReading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the rivals in turn: A B C A B C. Each turn is a fresh server in a fresh directory: the log
 * is filled, then every row is warmed up and measured.
 */
public final class EventsBenchmark {

  private final EventsPlan plan;
  private final Consumer<String> progress;
  private final List<EventCell> cells = new ArrayList<>();

  public EventsBenchmark(EventsPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs all rounds; the cells in the order in which they were measured. */
  public List<EventCell> run(List<EventProgram> rivals) throws IOException, InterruptedException {
    for (int round = 1; round <= plan.rounds(); round++) {
      for (EventProgram program : rivals) {
        turn(program, round);
      }
    }
    return List.copyOf(cells);
  }

  private void turn(EventProgram program, int round) throws IOException, InterruptedException {
    progress.accept("round " + round + ": " + program.name() + " starts");
    try (EventRival rival = program.starter().start()) {
      try {
        rival.fill(plan);
        for (EventRow row : plan.rows()) {
          if (rival.does(row)) {
            measure(rival, row, program.name(), round);
          }
        }
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            program.name() + ": " + e.getMessage() + "; files are kept in " + rival.keepFiles(), e);
      }
    }
  }

  private void measure(EventRival rival, EventRow row, String name, int round)
      throws IOException, InterruptedException {
    var probe = new CpuProbe(rival);
    LoadResult load = rival.run(row, millis(plan.warmUpSeconds()), millis(plan.seconds()), probe);
    EventCell cell = EventCell.of(row, name, round, load, probe.reading);
    cells.add(cell);
    progress.accept(EventsReport.line(cell));
    if (load.errors() > 0) {
      progress.accept("  " + load.errors() + " errors, the first: " + load.firstError());
    }
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis((long) (seconds * 1_000));
  }

  /** Measures CPU in the window of a run: of the processes that there are when it opens. */
  private static final class CpuProbe implements LoadGenerator.Probe {

    private final EventRival rival;
    private CpuMeter meter = new CpuMeter(List.of());
    private CpuReading reading = new CpuReading(1, 0, 0, 0);

    CpuProbe(EventRival rival) {
      this.rival = rival;
    }

    @Override
    public void opened() {
      meter = new CpuMeter(rival.pids());
      meter.start();
    }

    @Override
    public void closed() {
      reading = meter.read();
    }
  }
}
