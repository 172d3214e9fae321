package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.Retention;
import dev.trimaran.raft.core.model.Role;
import dev.trimaran.raft.node.model.NodeLimits;
import dev.trimaran.raft.node.model.SnapshotPolicy;
import dev.trimaran.raft.node.wal.WalConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that is kept, on real files and sockets, with real threads. */
@Timeout(120)
class KeptLogOnFilesTest {

  private static final WalConfig SMALL = new WalConfig(256 << 10, 64 << 10, 1, 0);

  private static final NodeLimits LIMITS =
      new NodeLimits(
          4096, 1000, 1000, 5000, 5000, 4096, Duration.ofSeconds(20), Duration.ofSeconds(2));

  @TempDir private Path directory;

  private record Running(RealWorld real, RaftNode node, DigestMachine machine)
      implements AutoCloseable {
    @Override
    public void close() {
      node.close();
      real.close();
    }
  }

  private Running start(NodeId id, Set<NodeId> voters, Map<NodeId, InetSocketAddress> addresses)
      throws IOException {
    InetSocketAddress listen =
        addresses.getOrDefault(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Map<NodeId, InetSocketAddress> peers = new TreeMap<>(addresses);
    peers.remove(id);
    RealWorld real =
        RealWorld.open(new RealWorldConfig(id, 9, directory.resolve("n" + id), listen, peers));
    DigestMachine machine = new DigestMachine();
    RaftNodeConfig config =
        RaftNodeConfig.of(id, 9, voters)
            .withRetention(Retention.KEEP)
            .withSnapshots(new SnapshotPolicy(500, Long.MAX_VALUE, 50))
            .withLimits(LIMITS)
            .withWal(SMALL);
    return new Running(real, RaftNode.start(real.world(), config, machine), machine);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static byte[] command(int number) {
    byte[] command = new byte[900];
    ByteBuffer.wrap(command).putInt(number);
    return command;
  }

  private static void write(RaftNode node, int from, int count) {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      all.add(node.propose(command(i)));
      if (all.size() == 100) {
        all.forEach(CompletableFuture::join);
        all.clear();
      }
    }
    all.forEach(CompletableFuture::join);
  }

  private static int commands(LogReader log) throws IOException {
    int commands = 0;
    for (long next = 1; next <= log.lastIndex(); ) {
      List<Entry> page = log.read(next, 1000, 100_000);
      for (Entry entry : page) {
        assertThat(entry.index()).isEqualTo(next++);
        if (entry.kind() == EntryKind.COMMAND) {
          assertThat(LogReader.command(entry)).isEqualTo(ByteBuffer.wrap(command(commands++)));
        }
      }
    }
    return commands;
  }

  /** Reads at random until told to stop; is interrupted now and then. */
  private static long readAtRandom(LogReader log, BooleanSupplier done) {
    long read = 0;
    while (!done.getAsBoolean() || read == 0) {
      long last = log.lastIndex();
      if (last == 0) {
        continue;
      }
      long index = 1 + ThreadLocalRandom.current().nextLong(last);
      if (ThreadLocalRandom.current().nextInt(50) == 0) {
        Thread.currentThread().interrupt();
      }
      try {
        assertThat(log.read(index).index()).isEqualTo(index);
        read++;
      } catch (InterruptedIOException e) {
        assertThat(Thread.interrupted()).isTrue();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      boolean _ = Thread.interrupted();
    }
    return read;
  }

  @Test
  void entriesAreReadByManyThreadsWhileTheLogGrowsAndARestartReplaysFromTheCheckpoint()
      throws Exception {
    NodeId id = new NodeId(1);
    try (Running running = start(id, Set.of(id), Map.of())) {
      RaftNode node = running.node();
      await(() -> node.view().role() == Role.LEADER);
      AtomicLong stop = new AtomicLong();
      List<CompletableFuture<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        CompletableFuture<Long> reader = new CompletableFuture<>();
        readers.add(reader);
        Thread.ofVirtual()
            .start(() -> {
              try {
                reader.complete(readAtRandom(node.log(), () -> stop.get() > 0));
              } catch (AssertionError | RuntimeException e) {
                reader.completeExceptionally(e);
              }
            });
      }
      write(node, 0, 5000);
      stop.set(1);
      for (CompletableFuture<Long> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(commands(node.log())).isEqualTo(5000);
      assertThat(node.metrics().snapshotsTaken()).isPositive();
    }
    try (Running again = start(id, Set.of(id), Map.of())) {
      await(() -> again.machine().count() == 5000);
      assertThat(again.machine().applied()).as("replayed").isLessThan(2000);
      assertThat(again.node().log().firstIndex()).isEqualTo(1);
      assertThat(commands(again.node().log())).isEqualTo(5000);
    }
  }

  @Test
  void aFollowerThatIsFarBehindIsFedFromTheLeadersDisk() throws Exception {
    NodeId low = new NodeId(1);
    NodeId high = new NodeId(2);
    NodeId late = new NodeId(3);
    Set<NodeId> voters = Set.of(low, high, late);
    Map<NodeId, InetSocketAddress> addresses = new TreeMap<>();
    for (NodeId id : List.of(low, high, late)) {
      try (java.net.ServerSocket free =
          new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        addresses.put(id, (InetSocketAddress) free.getLocalSocketAddress());
      }
    }
    try (Running first = start(low, voters, addresses);
        Running second = start(high, voters, addresses)) {
      await(() -> first.node().view().leader() != null && second.node().view().leader() != null);
      write(first.node(), 0, 5000);
      await(() -> first.node().view().firstIndex() > 1000);
      long term = first.node().view().term();
      try (Running third = start(late, voters, addresses)) {
        await(() -> third.machine().digest() == first.machine().digest());
        assertThat(third.node().log().firstIndex()).isEqualTo(1);
        assertThat(commands(third.node().log())).isEqualTo(5000);
        assertThat(third.node().metrics().snapshotsInstalled()).isZero();
        long fed = first.node().metrics().entriesFed() + second.node().metrics().entriesFed();
        assertThat(fed).isPositive();
        assertThat(first.node().view().term()).as("no election meanwhile").isEqualTo(term);
      }
    }
  }
}
