package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Plays one sequence to two emptied servers, in batches where that is possible. */
final class Match {

  private static final int BATCH = 64;

  private final InetSocketAddress left;
  private final InetSocketAddress right;
  private final int resp;
  private final Explained explained;

  Match(InetSocketAddress left, InetSocketAddress right, int resp, Explained explained) {
    this.left = left;
    this.right = right;
    this.resp = resp;
    this.explained = explained;
  }

  /** The first difference, in the answers or in what is left in the keyspace. */
  Optional<Difference> play(List<Step> steps) throws IOException {
    try (Side ours = new Side(left, resp);
        Side theirs = new Side(right, resp)) {
      ours.first().call("FLUSHALL");
      theirs.first().call("FLUSHALL");
      Verdict verdict = new Verdict(explained);
      int at = 0;
      while (at < steps.size()) {
        Optional<Difference> difference;
        if (steps.get(at).dialogue()) {
          difference = dialogue(ours, theirs, verdict, at, steps.get(at));
          at++;
        } else {
          int end = endOfBatch(steps, at);
          difference = batch(ours, theirs, verdict, at, steps.subList(at, end));
          at = end;
        }
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Keyspace.of(left).compare(Keyspace.of(right), steps.size(), explained);
  }

  private static int endOfBatch(List<Step> steps, int from) {
    int end = from;
    int commands = 0;
    while (end < steps.size() && commands < BATCH && !steps.get(end).dialogue()) {
      commands += steps.get(end).commands().size();
      end++;
    }
    return end;
  }

  private static Optional<Difference> batch(
      Side ours, Side theirs, Verdict verdict, int from, List<Step> steps) throws IOException {
    for (Step step : steps) {
      for (Command command : step.commands()) {
        ours.first().request(command.words());
        theirs.first().request(command.words());
      }
    }
    theirs.first().flush();
    ours.first().flush();
    for (int i = 0; i < steps.size(); i++) {
      verdict.beginStep();
      for (Command command : steps.get(i).commands()) {
        Answer a = ours.first().read();
        Answer b = theirs.first().read();
        Optional<Difference> difference = verdict.judge(from + i, command, a, b);
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Difference> dialogue(
      Side ours, Side theirs, Verdict verdict, int index, Step step) throws IOException {
    verdict.beginStep();
    try {
      for (Command command : step.commands()) {
        ours.send(command);
        theirs.send(command);
        Answer a = ours.receive(command);
        Answer b = theirs.receive(command);
        if (!command.route().store().isEmpty()) {
          ours.stored.put(command.route().store(), a.text());
          theirs.stored.put(
              command.route().store(), command.route().leftsOnly() ? a.text() : b.text());
        }
        Optional<Difference> difference = verdict.judge(index, command, a, b);
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    } finally {
      ours.endStep();
      theirs.endStep();
    }
  }
}
