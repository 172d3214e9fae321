package dev.trimaran.raft.node.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Configuration;
import dev.trimaran.raft.core.model.SnapshotMeta;
import dev.trimaran.raft.node.memory.MemoryDisk;
import dev.trimaran.raft.node.model.DamagedFileException;
import dev.trimaran.raft.node.model.StorageIdentity;
import dev.trimaran.raft.node.model.WrongDirectoryException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {

  private static final StorageIdentity IDENTITY = new StorageIdentity(7, 1, new NodeId(1));
  private static final Configuration VOTERS =
      Configuration.of(Set.of(new NodeId(1), new NodeId(2)));
  private static final List<String> CHUNKS = List.of("first ", "second ", "third");

  private static SnapshotMeta at(long index) {
    return new SnapshotMeta(index, 3, VOTERS);
  }

  private static ChunkSource source() {
    Deque<String> rest = new ArrayDeque<>(CHUNKS);
    return new ChunkSource() {
      @Override
      public byte[] next() {
        String next = rest.poll();
        return next == null ? new byte[0] : next.getBytes(UTF_8);
      }

      @Override
      public void close() {}
    };
  }

  /** A store with its loop. */
  private static final class Fixture implements SnapshotStore.Listener {
    final MemoryDisk disk;
    final SnapshotStore store;
    final List<String> told = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    Fixture(MemoryDisk disk) throws IOException {
      this.disk = disk;
      store =
          new SnapshotStore(disk, IDENTITY, SnapshotStore.open(disk, IDENTITY), tasks::add, this);
    }

    void turn() {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
    }

    void take(long index) {
      store.write(at(index), "table".getBytes(UTF_8), source());
      turn();
    }

    @Override
    public void taken(SnapshotMeta meta) {
      told.add("taken " + meta.index());
    }

    @Override
    public void received(SnapshotMeta meta, String path) {
      told.add("received " + meta.index());
    }

    @Override
    public void chunkWritten(long snapshotIndex, long nextOffset) {
      told.add("written " + nextOffset);
    }

    @Override
    public void failed(IOException cause) {
      told.add("failed " + cause.getMessage());
    }
  }

  private static @Nullable String content(MemoryDisk disk) throws IOException {
    SnapshotStore.Stored stored = SnapshotStore.open(disk, IDENTITY);
    if (stored == null) {
      return null;
    }
    try (SnapshotReader reader = SnapshotReader.open(disk, stored.path(), IDENTITY)) {
      assertThat(reader.sessions()).asString().isEqualTo("table");
      String machine = new String(reader.machine().readAllBytes(), UTF_8);
      return reader.meta().index() + ": " + machine;
    }
  }

  @Test
  void comesBackWhole() throws IOException {
    Fixture fixture = new Fixture(new MemoryDisk());
    fixture.take(10);
    assertThat(fixture.told).containsExactly("taken 10");
    assertThat(content(fixture.disk)).isEqualTo("10: first second third");
  }

  @Test
  void aCrashAtAnyStepLeavesTheOldOrTheNewSnapshot() throws IOException {
    Fixture whole = new Fixture(new MemoryDisk());
    whole.take(10);
    MemoryDisk before = whole.disk.copy();
    Fixture measure = new Fixture(before.copy());
    measure.take(20);
    int steps = measure.disk.operations().size();
    for (int step = 0; step <= steps; step++) {
      MemoryDisk disk = before.copy();
      Fixture dying = new Fixture(disk);
      disk.dieAt(step);
      dying.take(20);
      MemoryDisk after = disk.copy();
      boolean told = dying.told.contains("taken 20");
      if (told) {
        assertThat(content(after)).startsWith("20:");
      } else {
        assertThat(content(after))
            .as("step " + step)
            .isIn("10: first second third", "20: first second third");
      }
      assertThat(after.paths()).noneMatch(path -> path.endsWith(".tmp"));
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    Fixture fixture = new Fixture(new MemoryDisk());
    fixture.take(10);
    String path = fixture.disk.paths().getFirst();
    int length = fixture.disk.bytes(path).length;
    for (int at = 0; at < length; at++) {
      MemoryDisk flipped = fixture.disk.copy();
      flipped.bytes(path)[at] ^= 4;
      assertThatThrownBy(() -> content(flipped))
          .as("flipped at " + at)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(path);
      MemoryDisk cut = fixture.disk.copy();
      cut.bytes(path, java.util.Arrays.copyOf(cut.bytes(path), at));
      assertThatThrownBy(() -> content(cut)).isInstanceOf(DamagedFileException.class);
    }
  }

  @Test
  void travelsInChunksAndIsVerifiedBeforeItReplacesAnything() throws IOException {
    Fixture leader = new Fixture(new MemoryDisk());
    leader.take(30);
    Fixture follower = new Fixture(new MemoryDisk());
    follower.take(10);
    long offset = 0;
    boolean last = false;
    while (!last) {
      SnapshotStore.Chunk chunk = leader.store.read(30, offset, 16);
      assertThat(chunk).isNotNull();
      if (chunk == null) {
        return;
      }
      follower.store.writeChunk(chunk.meta(), offset, chunk.data());
      follower.turn();
      offset += chunk.data().length;
      assertThat(follower.told).endsWith("written " + offset);
      last = chunk.last();
      assertThat(content(follower.disk.copy())).startsWith("10:");
    }
    follower.store.install(at(30));
    follower.turn();
    assertThat(follower.told).endsWith("received 30");
    assertThat(content(follower.disk)).isEqualTo("30: first second third");
  }

  @Test
  void aDamagedTransferReplacesNothing() throws IOException {
    Fixture leader = new Fixture(new MemoryDisk());
    leader.take(30);
    Fixture follower = new Fixture(new MemoryDisk());
    follower.take(10);
    SnapshotStore.Chunk chunk = leader.store.read(30, 0, 1 << 20);
    assertThat(chunk).isNotNull();
    if (chunk != null) {
      chunk.data()[chunk.data().length / 2] ^= 1;
      follower.store.writeChunk(at(30), 0, chunk.data());
      follower.turn();
      follower.store.install(at(30));
      follower.turn();
    }
    assertThat(follower.told.getLast()).startsWith("failed");
    assertThat(content(follower.disk)).startsWith("10:");
  }

  @Test
  void keepsTheOneBeforeTheLatest() throws IOException {
    Fixture fixture = new Fixture(new MemoryDisk());
    fixture.take(10);
    fixture.take(20);
    fixture.take(30);
    assertThat(fixture.disk.paths()).containsExactly(Format.path(20, 3), Format.path(30, 3));
    assertThat(fixture.store.read(20, 0, 10)).isNotNull();
    assertThat(fixture.store.read(10, 0, 10)).isNull();
  }

  @Test
  void anOlderSnapshotNeverFollowsALaterOne() throws IOException {
    Fixture fixture = new Fixture(new MemoryDisk());
    fixture.take(30);
    fixture.take(20);
    assertThat(fixture.told).containsExactly("taken 30", "taken 30");
    assertThat(content(fixture.disk)).startsWith("30:");
  }

  @Test
  void anotherClustersSnapshotIsRefused() throws IOException {
    Fixture fixture = new Fixture(new MemoryDisk());
    fixture.take(10);
    assertThatThrownBy(
            () -> SnapshotStore.open(fixture.disk, new StorageIdentity(8, 1, new NodeId(1))))
        .isInstanceOf(WrongDirectoryException.class);
  }
}
