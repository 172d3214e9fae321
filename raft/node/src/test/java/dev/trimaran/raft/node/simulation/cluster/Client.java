package dev.trimaran.raft.node.simulation.cluster;

import dev.trimaran.base.port.Randomness;
import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.RaftException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One client process: one operation at a time, against any node, given up after a while. */
public final class Client {

  private final Cluster cluster;
  private final HistoryRecorder recorder;
  private final Clients clients;
  private final Randomness random;
  private int process;
  private boolean running = true;

  Client(Cluster cluster, Clients clients, int process) {
    this.cluster = cluster;
    this.clients = clients;
    this.recorder = clients.recorder();
    this.random = cluster.simulation().randomness();
    this.process = process;
  }

  void start() {
    think();
  }

  void stop() {
    running = false;
  }

  private void think() {
    long most = cluster.options().think().toNanos();
    cluster.simulation().at(Duration.ofNanos((long) (random.nextDouble() * most)), this::act);
  }

  private void act() {
    if (!running) {
      return;
    }
    List<Member> up = cluster.members().stream().filter(Member::up).toList();
    if (up.isEmpty()) {
      think();
      return;
    }
    call(up.get(random.nextInt(up.size())));
  }

  private void call(Member member) {
    long number = clients.nextNumber();
    Command command = draw("k" + random.nextInt(cluster.options().keys()), number);
    Call call = new Call(recorder.invoke(process, command), command.readOnly());
    boolean onFollower = command.readOnly() && member.view().role() != Role.LEADER;
    CompletableFuture<Answer> reply =
        command.readOnly()
            ? member.get(command.key())
            : clients.propose(member, call.id, number, command);
    reply.whenComplete((answer, failure) -> {
      if (answer != null && onFollower) {
        cluster.sightings().saw(Sighting.READ_ON_FOLLOWER);
      }
      call.ended(answer, failure);
    });
    long patience = 500_000_000L + random.nextInt(2_000_000_000);
    cluster.simulation().at(Duration.ofNanos(patience), call::givenUp);
  }

  private Command draw(String key, long number) {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return new Command.Get(key);
    } else if (dice < 80) {
      return new Command.Put(key, "v" + number);
    } else if (dice < 93) {
      Answer seen =
          cluster.members().stream()
              .filter(Member::up)
              .findFirst()
              .map(member -> member.store().get(key))
              .orElse(Answer.NOT_DONE);
      String expected = seen.value();
      return new Command.CompareAndSet(key, expected == null ? "v0" : expected, "v" + number);
    }
    return new Command.Delete(key);
  }

  /** One call; the first of answer, refusal and impatience ends it. */
  private final class Call {

    private final long id;
    private final boolean readOnly;
    private boolean over;

    Call(long id, boolean readOnly) {
      this.id = id;
      this.readOnly = readOnly;
    }

    void ended(@Nullable Answer answer, @Nullable Throwable failure) {
      if (over) {
        return;
      }
      over = true;
      if (answer != null) {
        recorder.ok(id, answer);
        cluster.sightings().saw(Sighting.OPERATION_OK);
      } else if (readOnly || definite(failure)) {
        recorder.fail(id);
        cluster.sightings().saw(Sighting.OPERATION_FAILED);
      } else {
        unknown();
      }
      think();
    }

    void givenUp() {
      if (!over) {
        over = true;
        unknown();
        think();
      }
    }

    private void unknown() {
      recorder.info(id);
      cluster.sightings().saw(Sighting.OPERATION_UNKNOWN);
      process += 1000;
    }

    private boolean definite(@Nullable Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof RaftException refused) {
        return refused.definite();
      }
      throw new AssertionError("a call failed with something that is no RaftException", cause);
    }
  }
}
