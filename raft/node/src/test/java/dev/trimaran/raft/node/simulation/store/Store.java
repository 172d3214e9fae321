package dev.trimaran.raft.node.simulation.store;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.raft.node.StateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A key-value machine with revisions and versions like etcd's, and a digest of everything that led
 * to its state.
 */
public final class Store implements StateMachine {

  /** Told of everything the machine does. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param command number of the command, 0 when restored from a snapshot
     */
    void applied(long index, long command, long digest, Answer answer);
  }

  /** What the client is told. */
  public record StoreResult(Answer answer) implements Result {

    @Override
    public byte[] encode() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeBoolean(answer.succeeded());
        out.writeLong(answer.revision());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }

  private record Cell(String value, long modRevision, long version) {}

  private final Listener listener;
  private final int chunkBytes;
  private Map<String, Cell> cells = new TreeMap<>();
  private long revision = 1;
  private long digest;
  private long lastIndex;

  /**
   * @param chunkBytes size of the chunks of its snapshots
   */
  public Store(int chunkBytes, Listener listener) {
    this.chunkBytes = chunkBytes;
    this.listener = listener;
  }

  /** What a linearizable get finds now. */
  public Answer get(String key) {
    Cell cell = cells.get(key);
    return cell == null
        ? new Answer(false, null, revision, Answer.NOT_GIVEN, 0)
        : new Answer(true, cell.value, revision, cell.modRevision, cell.version);
  }

  /** The hash over all indexes and commands that led here. */
  public long digest() {
    return digest;
  }

  @Override
  public Result apply(long index, long term, byte[] bytes) {
    if (index <= lastIndex) {
      throw new AssertionError("index " + index + " after index " + lastIndex);
    }
    lastIndex = index;
    Commands.Numbered numbered = Commands.decode(bytes);
    digest = SeededRandomness.mix(digest ^ index) + Arrays.hashCode(bytes);
    boolean done = change(numbered.command());
    Answer answer = Answer.at(revision, done);
    listener.applied(index, numbered.number(), digest, answer);
    return new StoreResult(answer);
  }

  private boolean change(Command command) {
    Cell cell = cells.get(command.key());
    return switch (command) {
      case Command.Get _ -> throw new AssertionError("a get is not proposed");
      case Command.Put put -> put(put.key(), put.value(), cell);
      case Command.CompareAndSet cas ->
          cell != null && cell.value.equals(cas.expected()) && put(cas.key(), cas.value(), cell);
      case Command.Delete delete -> {
        if (cell != null) {
          cells.remove(delete.key());
          revision++;
        }
        yield cell != null;
      }
    };
  }

  private boolean put(String key, String value, @Nullable Cell before) {
    revision++;
    cells.put(key, new Cell(value, revision, before == null ? 1 : before.version + 1));
    return true;
  }

  @Override
  public Result decodeResult(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      boolean succeeded = in.readBoolean();
      return new StoreResult(Answer.at(in.readLong(), succeeded));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Snapshot snapshot() {
    byte[] all = encoded();
    return new Snapshot() {
      private int position;

      @Override
      public byte[] next() {
        int end = Math.min(all.length, position + chunkBytes);
        byte[] chunk = Arrays.copyOfRange(all, position, end);
        position = end;
        return chunk;
      }

      @Override
      public void close() {}
    };
  }

  private byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(revision);
      out.writeLong(digest);
      out.writeLong(lastIndex);
      out.writeInt(cells.size());
      for (Map.Entry<String, Cell> cell : cells.entrySet()) {
        out.writeUTF(cell.getKey());
        out.writeUTF(cell.getValue().value);
        out.writeLong(cell.getValue().modRevision);
        out.writeLong(cell.getValue().version);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void restore(InputStream snapshot) throws IOException {
    try (DataInputStream in = new DataInputStream(snapshot)) {
      revision = in.readLong();
      digest = in.readLong();
      lastIndex = in.readLong();
      Map<String, Cell> restored = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        restored.put(in.readUTF(), new Cell(in.readUTF(), in.readLong(), in.readLong()));
      }
      cells = restored;
    }
    listener.applied(lastIndex, 0, digest, Answer.DONE);
  }
}
