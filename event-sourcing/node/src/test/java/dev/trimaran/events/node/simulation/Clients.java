package dev.trimaran.events.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.CommandResult.Written;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.node.EventNode;
import dev.trimaran.raft.node.RaftException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Clients that send the same command again, to any node, until they know what became of it; some of
 * the answers are lost on their way. A red check fails the run through {@link #broken}.
 */
final class Clients {

  /** What a client was told. */
  record Told(EventCommand command, Written result) {}

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final EventCluster cluster;
  private final Randomness random;
  private final Commands commands;
  final List<Told> told = new ArrayList<>();

  /** Commands that certainly had no effect. */
  final List<EventCommand> refused = new ArrayList<>();

  int open;
  int repeated;
  @Nullable Throwable broken;

  Clients(EventCluster cluster) {
    this.cluster = cluster;
    this.random = cluster.simulation.randomness();
    this.commands = new Commands(random);
  }

  /** Begins with a new command. */
  void begin() {
    EventNode node = any();
    if (node != null) {
      open++;
      send(new Attempt(commands.next(node)));
    }
  }

  private @Nullable EventNode any() {
    List<EventNode> running = cluster.running();
    return running.isEmpty() ? null : running.get(random.nextInt(running.size()));
  }

  private void send(Attempt attempt) {
    EventNode node = any();
    int number = ++attempt.sent;
    attempt.awaited = number;
    if (node == null) {
      cluster.simulation.at(Duration.ofMillis(200), () -> send(attempt));
      return;
    }
    node.writer()
        .write(attempt.command)
        .whenComplete((result, failure) -> {
          if (attempt.awaited == number) {
            attempt.awaited = 0;
            guarded(() -> answered(attempt, node, result, failure));
          }
        });
    cluster.simulation.at(
        PATIENCE,
        () -> {
          if (attempt.awaited == number) {
            attempt.unsure = true;
            send(attempt);
          }
        });
  }

  private void guarded(Runnable check) {
    try {
      check.run();
    } catch (AssertionError e) {
      broken = e;
    }
  }

  private void answered(
      Attempt attempt, EventNode node, CommandResult result, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      attempt.unsure |= !(cause instanceof RaftException known && known.definite());
      cluster.simulation.at(Duration.ofMillis(50 + random.nextInt(300)), () -> send(attempt));
    } else if (result instanceof Written written) {
      written(attempt, node, written);
    } else {
      open--;
      if (!attempt.unsure) {
        refused.add(attempt.command);
      }
    }
  }

  private void written(Attempt attempt, EventNode node, Written written) {
    Written lost = attempt.lost;
    if (lost != null) {
      assertThat(written.repeated()).as("sent again").isTrue();
      assertThat(written.position()).as("the first result again").isEqualTo(lost.position());
      assertThat(gaveEvents(written)).isEqualTo(gaveEvents(lost));
      repeated++;
    }
    boolean append = attempt.command instanceof EventCommand.Append;
    if (append && lost == null && random.nextInt(5) == 0) {
      attempt.unsure = true;
      attempt.lost = written;
      cluster.simulation.at(Duration.ofMillis(random.nextInt(2000)), () -> send(attempt));
      return;
    }
    open--;
    told.add(new Told(attempt.command, written));
    assertThat(node.reader().nextPosition())
        .as("who answers can be read")
        .isGreaterThan(written.position());
    readElsewhere(written);
  }

  /** Without the guards, which are told as they are now. */
  private static List<CommandResult.StreamRevisions> gaveEvents(Written written) {
    return written.written().stream().filter(each -> each.first() >= 0).toList();
  }

  /** Row 27: a node that is asked for what is new has all that was acknowledged before. */
  private void readElsewhere(Written written) {
    EventNode other = any();
    if (other != null) {
      other
          .raft()
          .readIndex()
          .thenAccept(_ ->
              guarded(() ->
                  assertThat(other.reader().nextPosition())
                      .as("read after a read index")
                      .isGreaterThan(written.position())));
    }
  }
}
