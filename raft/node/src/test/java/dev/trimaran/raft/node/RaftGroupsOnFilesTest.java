package dev.trimaran.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.NodeId;
import dev.trimaran.io.RealWorld;
import dev.trimaran.io.RealWorldConfig;
import dev.trimaran.raft.core.model.Retention;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two groups on three nodes, on real files and sockets. */
@Timeout(120)
class RaftGroupsOnFilesTest {

  private static final Set<NodeId> NODES = Set.of(new NodeId(1), new NodeId(2), new NodeId(3));

  @TempDir private Path directory;

  private record Running(
      RealWorld real, RaftGroups groups, DigestMachine first, DigestMachine second) {}

  private Running start(NodeId id) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    RealWorld real =
        RealWorld.open(
            new RealWorldConfig(id, 9, directory.resolve("n" + id), any, java.util.Map.of()));
    RaftGroups groups = RaftGroups.open(real.world(), Duration.ofMillis(100));
    DigestMachine first = new DigestMachine();
    DigestMachine second = new DigestMachine();
    RaftNodeConfig config = RaftNodeConfig.of(id, 9, NODES);
    groups.start(config, first);
    groups.start(config.withGroup(2).withRetention(Retention.KEEP), second);
    return new Running(real, groups, first, second);
  }

  private List<Running> startAll() throws IOException {
    List<Running> all = new ArrayList<>();
    for (NodeId id : NODES.stream().sorted().toList()) {
      all.add(start(id));
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        if (i != j) {
          all.get(i).real().peer(new NodeId(j + 1), all.get(j).real().address());
        }
      }
    }
    return all;
  }

  private static RaftNode node(Running running, long group) {
    return java.util.Objects.requireNonNull(running.groups().node(group));
  }

  private static void stop(List<Running> all) {
    for (Running running : all) {
      running.groups().close();
      running.real().close();
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void bothGroupsWorkAndFindTheirFilesAgain() throws Exception {
    List<Running> all = startAll();
    List<CompletableFuture<?>> writes = new ArrayList<>();
    await(() ->
        all.stream()
            .allMatch(one ->
                node(one, 1).view().leader() != null && node(one, 2).view().leader() != null));
    for (int i = 0; i < 100; i++) {
      writes.add(node(all.get(i % 3), 1).propose(new byte[] {1, (byte) i}));
      writes.add(node(all.get((i + 1) % 3), 2).propose(new byte[] {2, (byte) i}));
      writes.add(node(all.get((i + 2) % 3), 2).propose(new byte[] {3, (byte) i}));
    }
    writes.forEach(CompletableFuture::join);
    await(() ->
        all.stream().allMatch(one -> one.first().count() == 100 && one.second().count() == 200));
    stop(all);
    assertThat(Files.isDirectory(directory.resolve("n1").resolve("wal"))).isTrue();
    assertThat(Files.isDirectory(directory.resolve("n1/group-0000000000000002/wal"))).isTrue();

    List<Running> again = startAll();
    await(() ->
        again.stream().allMatch(one -> one.first().count() == 100 && one.second().count() == 200));
    assertThat(again.get(2).second().digest()).isEqualTo(all.get(0).second().digest());
    assertThat(node(again.get(1), 2).log().firstIndex()).isEqualTo(1);
    stop(again);
  }
}
