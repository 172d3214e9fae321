package dev.trimaran.raft.node.wal;

import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Clock;
import dev.trimaran.base.port.Network;
import dev.trimaran.base.port.World;
import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.node.memory.MemoryDisk;
import dev.trimaran.raft.node.model.StorageIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log over a disk in memory, with a loop that runs when told. */
final class LogFixture implements Wal.Listener {

  static final StorageIdentity IDENTITY = new StorageIdentity(7, 1, new NodeId(1));
  static final WalConfig SMALL = new WalConfig(64 << 10, 16 << 10, 1, 0);

  final MemoryDisk disk;
  final World world;
  final Wal wal;
  final RecoveredLog recovered;
  final List<Long> persisted = new ArrayList<>();
  @Nullable IOException failure;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private long sequence;

  LogFixture(MemoryDisk disk, WalConfig config) throws IOException {
    this(disk, config, Recovery.read(disk, IDENTITY));
  }

  private LogFixture(MemoryDisk disk, WalConfig config, RecoveredLog found) throws IOException {
    this.disk = disk;
    recovered = found;
    world =
        new World(
            new StillClock(),
            new SeededRandomness(disk.paths().size() + 5L),
            disk,
            new NoNetwork(),
            (name, poller, onFailure) -> {
              throw new UnsupportedOperationException();
            });
    wal = new Wal(new Wal.Setting(world, config, IDENTITY, tasks::add, false), recovered, this);
    turn();
  }

  static LogFixture open(MemoryDisk disk) throws IOException {
    return new LogFixture(disk, SMALL);
  }

  /** A log that is kept, of which all from {@code from} on is read. */
  static LogFixture keeping(MemoryDisk disk, long from) throws IOException {
    return new LogFixture(disk, SMALL, Recovery.readKept(disk, IDENTITY, from));
  }

  static List<Entry> read(MemoryDisk disk) throws IOException {
    return Recovery.read(disk, IDENTITY).entries();
  }

  static Entry entry(long index, long term, int bytes) {
    byte[] data = new byte[bytes];
    Arrays.fill(data, (byte) (index * 31 + term));
    return new Entry(index, term, EntryKind.COMMAND, data);
  }

  /** Appends, flushes and lets the loop run: one batch. */
  void batch(@Nullable HardState state, Entry... entries) {
    wal.append(++sequence, state, List.of(entries));
    flush();
  }

  void flush() {
    wal.flush();
    while (!tasks.isEmpty()) {
      turn();
      wal.flush();
    }
  }

  /** Runs what waits for the loop. */
  void turn() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  /** How far the bytes of the first segment go. */
  static int end(MemoryDisk disk, long segment) {
    byte[] bytes = disk.bytes(Layout.path(segment));
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  @Override
  public void persisted(long upTo) {
    persisted.add(upTo);
  }

  @Override
  public void failed(IOException cause) {
    failure = cause;
  }

  private static final class StillClock implements Clock {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public long currentTimeMillis() {
      return 0;
    }
  }

  private static final class NoNetwork implements Network {
    @Override
    public void open(Receiver receiver) {}

    @Override
    public boolean send(NodeId to, ByteBuffer... parts) {
      return false;
    }

    @Override
    public void close() {}
  }
}
