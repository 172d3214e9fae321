package dev.trimaran.raft.node;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Disk;
import dev.trimaran.raft.core.membership.ConfigurationCodec;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.core.session.Lookup;
import dev.trimaran.raft.core.session.ResultCodec;
import dev.trimaran.raft.core.session.SessionLimits;
import dev.trimaran.raft.core.session.SessionTable;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.snapshot.ChunkSource;
import dev.trimaran.raft.node.snapshot.SnapshotReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state: the user's machine, the session table and the configuration, moved together
 * by the entries of the log.
 */
final class Machine {

  /** The state as of an index, to be written while the machine goes on. */
  record Capture(SnapshotMeta meta, byte[] sessions, ChunkSource machine) {}

  private final StateMachine machine;
  private final ResultCodec<StateMachine.Result> results;
  private SessionTable<StateMachine.Result> sessions;
  private Configuration configuration;
  private long index;
  private long term;

  /** Written by the snapshot's thread. */
  private volatile long snapshotBytes;

  Machine(StateMachine machine, Configuration initial) {
    this.machine = machine;
    this.configuration = initial;
    this.sessions = new SessionTable<>(SessionLimits.DEFAULT);
    this.results =
        new ResultCodec<>() {
          @Override
          public byte[] encode(StateMachine.Result result) {
            return result.encode();
          }

          @Override
          public StateMachine.Result decode(byte[] data) {
            return machine.decodeResult(data);
          }
        };
  }

  /** Index of the last entry applied. */
  long index() {
    return index;
  }

  /**
   * Applies an entry.
   *
   * @return the result of its command, of now or of the first time; null when nobody can wait
   */
  StateMachine.@Nullable Result apply(Entry entry) {
    Checks.that(entry.index() == index + 1, "entries are applied in order", entry.index(), index);
    index = entry.index();
    term = entry.term();
    return switch (entry.kind()) {
      case NOOP -> null;
      case CONFIGURATION -> {
        configuration = ConfigurationCodec.decode(entry.data());
        yield null;
      }
      case COMMAND -> command(entry);
    };
  }

  private StateMachine.@Nullable Result command(Entry entry) {
    byte[] data = entry.data();
    if (!Commands.isSound(data)) {
      return null; // written by no release of ours: the same on every node, nothing
    }
    long session = Commands.session(data);
    long sequence = Commands.sequence(data);
    long lowest = Commands.lowestUnacknowledged(data);
    return switch (sessions.lookup(session, sequence, lowest, entry.index())) {
      case Lookup.Fresh<StateMachine.Result> _ -> {
        byte[] command = Commands.command(data);
        StateMachine.Result result = machine.apply(entry.index(), entry.term(), command);
        sessions.record(session, sequence, result);
        yield result;
      }
      case Lookup.Previous<StateMachine.Result> previous -> previous.result();
      case Lookup.Stale<StateMachine.Result> _, Lookup.Full<StateMachine.Result> _ -> null;
    };
  }

  /** Size of the last snapshot that was written by this life of the node; 0 before the first. */
  long snapshotBytes() {
    return snapshotBytes;
  }

  void batchApplied() {
    machine.batchApplied(index);
  }

  Capture capture() {
    StateMachine.Snapshot snapshot = machine.snapshot();
    ChunkSource chunks =
        new ChunkSource() {
          private long bytes;

          @Override
          public byte[] next() {
            byte[] chunk = snapshot.next();
            bytes += chunk.length;
            if (chunk.length == 0) {
              snapshotBytes = bytes;
            }
            return chunk;
          }

          @Override
          public void close() {
            snapshot.close();
          }
        };
    return new Capture(
        new SnapshotMeta(index, term, configuration), sessions.encode(results), chunks);
  }

  /** Replaces everything by a stored snapshot. Blocks. */
  void restore(Disk disk, String path, StorageIdentity identity) throws IOException {
    try (SnapshotReader reader = SnapshotReader.open(disk, path, identity)) {
      sessions = SessionTable.decode(reader.sessions(), SessionLimits.DEFAULT, results);
      machine.restore(reader.machine());
      reader.verify();
      SnapshotMeta meta = reader.meta();
      index = meta.index();
      term = meta.term();
      configuration = meta.configuration();
      machine.batchApplied(index);
    }
  }
}
