package dev.trimaran.events.node.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.events.core.group.GroupCheckpoint;
import dev.trimaran.events.core.group.GroupEvent;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamMetadata;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.node.model.LinkReader;
import dev.trimaran.raft.node.RaftException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What a group writes. A write whose fate is not known is sent again with the same ids, which the
 * store tells from a new one, until it is known.
 */
final class GroupWrites {

  private static final long AGAIN_MS = 1_000;
  private static final long PATIENCE_MS = 2_000;

  /** Makes a parked message's id from the message's: the same each time that one is parked. */
  private static final long PARKED = 0x7061726b65640000L;

  private final GroupKey key;
  private final GroupPorts ports;
  private final BooleanSupplier going;
  private final Executor later = CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS);

  /** Of the checkpoints: what is to be there when the next is written. */
  private volatile ExpectedRevision over;

  private CompletableFuture<Boolean> latest = CompletableFuture.completedFuture(true);

  GroupWrites(GroupKey key, GroupPorts ports, BooleanSupplier going) {
    this.key = key;
    this.ports = ports;
    this.going = going;
    this.over = ports.expected(key.checkpoints());
  }

  /**
   * Writes a checkpoint over the last one that is known. One at a time.
   *
   * @return whether it is durable; false when another wrote one
   */
  CompletableFuture<Boolean> checkpoint(GroupCheckpoint checkpoint) {
    ProposedEvent event =
        ports.json(
            "$SubscriptionCheckpoint",
            GroupDocuments.checkpoint(key, checkpoint.place()),
            GroupDocuments.retries(checkpoint.retries()));
    CompletableFuture<Boolean> done =
        write(new StreamAppend(key.checkpoints(), over, List.of(event)))
            .thenApply(written -> {
              written.ifPresent(last -> over = ExpectedRevision.exactly(last));
              return written.isPresent();
            });
    latest = done;
    return done;
  }

  /** Waits a while until the latest checkpoint is written, or is known not to be. */
  void awaitCheckpoint() {
    try {
      latest.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Whoever goes on finds out: a checkpoint is written only over the one it knows.
    }
  }

  /** Parks a message; its place among the parked, or nothing when that cannot be. */
  CompletableFuture<Optional<Long>> park(GroupEvent message, String reason) {
    RecordedEvent at = message.event() == null ? message.link() : message.event();
    if (at == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    EventId id = message.id();
    byte[] target = (at.revision() + "@" + at.stream()).getBytes(UTF_8);
    byte[] metadata =
        GroupDocuments.parked(reason, ports.clock().currentTimeMillis(), message.place());
    var link =
        new ProposedEvent(
            new EventId(id.most() ^ PARKED ^ message.place(), Long.rotateLeft(id.least(), 7)),
            LinkReader.Link.TYPE,
            ContentType.BINARY,
            target,
            metadata,
            List.of());
    return write(new StreamAppend(key.parked(), ExpectedRevision.ANY, List.of(link)));
  }

  /** Drops parked messages. */
  CompletableFuture<Boolean> truncateParked(long before) {
    ProposedEvent event =
        ports.json(StreamMetadata.EVENT_TYPE, GroupDocuments.truncatedBefore(before), new byte[0]);
    String stream = StreamNames.metadataOf(key.parked());
    return write(new StreamAppend(stream, ExpectedRevision.ANY, List.of(event)))
        .thenApply(Optional::isPresent);
  }

  /** The revision of what was written; nothing when it was refused. */
  private CompletableFuture<Optional<Long>> write(StreamAppend append) {
    return write(ports.append(List.of(append)));
  }

  private CompletableFuture<Optional<Long>> write(EventCommand.Append command) {
    return ports
        .writer()
        .write(command)
        .handle((result, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(revision(result));
          }
          Throwable cause =
              failure instanceof CompletionException && failure.getCause() != null
                  ? failure.getCause()
                  : failure;
          if (cause instanceof RaftException raft
              && raft.reason() != RaftException.Reason.STOPPED
              && going.getAsBoolean()) {
            return CompletableFuture.supplyAsync(() -> write(command), later)
                .thenCompose(again -> again);
          }
          return CompletableFuture.<Optional<Long>>failedFuture(cause);
        })
        .thenCompose(outcome -> outcome);
  }

  private static Optional<Long> revision(CommandResult result) {
    return result instanceof CommandResult.Written written
        ? Optional.of(written.written().getFirst().last())
        : Optional.empty();
  }
}
