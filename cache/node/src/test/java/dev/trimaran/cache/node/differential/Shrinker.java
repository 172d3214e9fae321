package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a short sequence that still differs in the same command: delta debugging, by replay. */
final class Shrinker {

  private static final int REPLAYS = 400;
  private static final long PATIENCE_NS = 20_000_000_000L;

  /** A sequence and the difference it ends in. */
  record Found(List<Step> steps, Difference difference) {}

  private final Match match;
  private final String command;
  private Found best;
  private int replays;
  private final long start = System.nanoTime();

  private Shrinker(Match match, Found found) {
    this.match = match;
    this.command = found.difference().command();
    this.best = found;
  }

  static Found shrink(Match match, List<Step> steps, Difference difference) throws IOException {
    int end = Math.min(difference.step() + 1, steps.size());
    Shrinker shrinker = new Shrinker(match, new Found(List.copyOf(steps), difference));
    shrinker.differs(steps.subList(0, end));
    shrinker.withoutSteps();
    shrinker.withoutCommands();
    shrinker.withoutWords();
    return shrinker.best;
  }

  private boolean differs(List<Step> steps) throws IOException {
    if (steps.isEmpty() || replays++ >= REPLAYS || System.nanoTime() - start > PATIENCE_NS) {
      return false;
    }
    Optional<Difference> difference = match.play(steps);
    if (difference.isEmpty() || !difference.get().command().equals(command)) {
      return false;
    }
    int end = Math.min(difference.get().step() + 1, steps.size());
    best = new Found(List.copyOf(steps.subList(0, end)), difference.get());
    return true;
  }

  private void withoutSteps() throws IOException {
    for (int chunk = Math.max(1, best.steps().size() / 2); chunk >= 1; chunk /= 2) {
      int at = 0;
      while (at < best.steps().size()) {
        List<Step> fewer = new ArrayList<>(best.steps());
        fewer.subList(at, Math.min(at + chunk, fewer.size())).clear();
        if (!differs(fewer)) {
          at += chunk;
        }
      }
    }
  }

  private void withoutCommands() throws IOException {
    for (int s = best.steps().size() - 1; s >= 0; s--) {
      for (int c = best.steps().get(s).commands().size() - 1; c >= 0; c--) {
        List<Command> commands = new ArrayList<>(best.steps().get(s).commands());
        if (commands.size() > 1 && commands.get(c).judgement() == Judgement.EXACT) {
          commands.remove(c);
          differs(replaced(s, commands));
          if (s >= best.steps().size()) {
            return;
          }
        }
      }
    }
  }

  private void withoutWords() throws IOException {
    for (int s = 0; s < best.steps().size(); s++) {
      for (int c = 0; c < best.steps().get(s).commands().size(); c++) {
        Command command = best.steps().get(s).commands().get(c);
        for (int chunk = (command.words().size() - 1) / 2; chunk >= 1; chunk /= 2) {
          for (int at = 1; at < best.steps().get(s).commands().get(c).words().size(); ) {
            List<Command> commands = new ArrayList<>(best.steps().get(s).commands());
            List<byte[]> words = new ArrayList<>(commands.get(c).words());
            words.subList(at, Math.min(at + chunk, words.size())).clear();
            commands.set(c, commands.get(c).with(words));
            if (!differs(replaced(s, commands))) {
              at += chunk;
            } else if (s >= best.steps().size()) {
              return;
            }
          }
        }
      }
    }
  }

  private List<Step> replaced(int at, List<Command> commands) {
    List<Step> steps = new ArrayList<>(best.steps());
    steps.set(at, new Step(List.copyOf(commands)));
    return steps;
  }
}
