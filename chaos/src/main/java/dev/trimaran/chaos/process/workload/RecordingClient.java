package dev.trimaran.chaos.process.workload;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.raft.client.KvClient;
import dev.trimaran.raft.client.KvException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands, and records each call before it leaves and each outcome after it came. Any
 * thread may use it; each call names the process it is recorded for.
 */
public final class RecordingClient implements AutoCloseable {

  private final KvClient client;
  private final HistoryRecorder recorder;
  private final OutageMeter meter;

  /**
   * @param client whose failures say whether they are definite
   */
  public RecordingClient(KvClient client, HistoryRecorder recorder, OutageMeter meter) {
    this.client = client;
    this.recorder = recorder;
    this.meter = meter;
  }

  /**
   * Carries out {@code command}.
   *
   * @return completes with what the client was told, or null when it was told nothing of use
   */
  public CompletableFuture<@Nullable Answer> call(int process, Command command) {
    long id = recorder.invoke(process, command);
    long invoked = System.nanoTime();
    return send(command)
        .handle((answer, failure) -> {
          if (failure != null) {
            record(id, command, failure);
            return null;
          }
          recorder.ok(id, answer);
          if (!command.readOnly()) {
            meter.acknowledged(invoked, System.nanoTime());
          }
          return answer;
        });
  }

  private CompletableFuture<Answer> send(Command command) {
    return switch (command) {
      case Command.Get get -> client.get(get.key()).thenApply(Exchange::answer);
      case Command.Put put -> client.put(put.key(), put.value()).thenApply(Exchange::answer);
      case Command.CompareAndSet cas ->
          client.txn(Exchange.request(cas)).thenApply(Exchange::answer);
      case Command.Delete delete ->
          client.delete(Exchange.request(delete)).thenApply(Exchange::answer);
    };
  }

  /** What is certain not to have been done failed; of a read, that is always certain. */
  private void record(long id, Command command, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (command.readOnly() || cause instanceof KvException known && known.definite()) {
      recorder.fail(id);
    } else {
      recorder.info(id);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
