package dev.trimaran.raft.node;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Poller;
import dev.trimaran.raft.core.model.Effect;
import dev.trimaran.raft.core.model.Input;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.model.Counter;
import dev.trimaran.raft.node.snapshot.SnapshotStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The loop of the snapshot files, between the driver and the store. */
final class SnapshotLoop implements Poller, SnapshotStore.Listener {

  /** Told on the snapshot loop. */
  interface Listener {

    /** An answer for the core. */
    void input(Input input);

    /** A snapshot of this node was written, or overtaken. */
    void written(SnapshotMeta meta);

    /** A snapshot was received and is durable. */
    void received(SnapshotMeta meta, String path);

    void failed(IOException cause);
  }

  private final Inbox<Runnable> inbox = new Inbox<>(Integer.MAX_VALUE);
  private final SnapshotStore store;
  private final Listener listener;
  final Counter taken = new Counter();
  final Counter installed = new Counter();

  SnapshotLoop(Parts parts, SnapshotStore.@Nullable Stored latest, Listener listener) {
    this.listener = listener;
    this.store =
        new SnapshotStore(parts.world().disk(), parts.config().identity(), latest, inbox, this);
  }

  Inbox<Runnable> inbox() {
    return inbox;
  }

  void write(Machine.Capture capture) {
    inbox.execute(() -> store.write(capture.meta(), capture.sessions(), capture.machine()));
  }

  void read(Effect.ReadSnapshotChunk wanted) {
    inbox.execute(() -> listener.input(chunk(wanted)));
  }

  void write(Effect.WriteSnapshotChunk chunk) {
    inbox.execute(() -> store.writeChunk(chunk.meta(), chunk.offset(), chunk.data()));
  }

  void install(SnapshotMeta meta) {
    inbox.execute(() -> store.install(meta));
  }

  @Override
  public long poll(long nowNanos) {
    inbox.drain(Runnable::run);
    return IDLE;
  }

  /** Called when the loop has stopped. */
  void close() {
    store.close();
  }

  @Override
  public void taken(SnapshotMeta meta) {
    taken.add(1);
    listener.written(meta);
  }

  @Override
  public void received(SnapshotMeta meta, String path) {
    installed.add(1);
    listener.received(meta, path);
  }

  @Override
  public void chunkWritten(long snapshotIndex, long nextOffset) {
    listener.input(new Input.SnapshotChunkWritten(snapshotIndex, nextOffset));
  }

  @Override
  public void failed(IOException cause) {
    listener.failed(cause);
  }

  private Input chunk(Effect.ReadSnapshotChunk wanted) {
    NodeId to = wanted.to();
    try {
      SnapshotStore.Chunk chunk =
          store.read(wanted.snapshotIndex(), wanted.offset(), wanted.maxBytes());
      if (chunk != null) {
        return new Input.SnapshotChunkRead(
            to, chunk.meta(), wanted.offset(), chunk.data(), chunk.last());
      }
    } catch (IOException e) {
      listener.failed(e);
    }
    return new Input.SnapshotChunkFailed(to, wanted.snapshotIndex());
  }
}
