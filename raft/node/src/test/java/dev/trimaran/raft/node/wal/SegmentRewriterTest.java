package dev.trimaran.raft.node.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.NodeId;
import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.core.model.EntryKind;
import dev.trimaran.raft.core.model.HardState;
import dev.trimaran.raft.node.memory.MemoryDisk;
import dev.trimaran.raft.node.model.DamagedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentRewriterTest {

  private static final HardState STATE = new HardState(3, new NodeId(2));

  /** What the log should hold; of what is being rewritten also what it may hold. */
  private final TreeMap<Long, Entry> model = new TreeMap<>();

  private @Nullable IOException fault;

  private final class Fixture {
    final LogFixture log;
    final KeptLogReader reader;
    final SegmentRewriter rewriter;

    Fixture(LogFixture log) {
      this.log = log;
      KeptLog kept = Objects.requireNonNull(log.recovered.kept());
      this.reader = new KeptLogReader(log.disk, LogFixture.IDENTITY, kept);
      this.rewriter =
          new SegmentRewriter(
              new SegmentRewriter.Setting(
                  log.world, LogFixture.SMALL, LogFixture.IDENTITY, e -> fault = e),
              kept,
              reader);
    }

    void write(int count, long term, int bytes) {
      for (int i = 0; i < count; i++) {
        put(LogFixture.entry(model.size() + 1L, term, bytes));
      }
    }

    void put(Entry entry) {
      model.tailMap(entry.index(), true).clear();
      model.put(entry.index(), entry);
      log.batch(null, entry);
    }

    long rewrite(long number, UnaryOperator<Entry> with) throws IOException {
      long bytes = rewriter.rewrite(number, Long.MAX_VALUE, with);
      SegmentRewriter.Full segment = segment(number);
      for (long index = segment.first(); index <= segment.last(); index++) {
        model.computeIfPresent(index, (key, entry) -> with.apply(entry));
      }
      return bytes;
    }

    SegmentRewriter.Full segment(long number) throws IOException {
      return rewriter.segments(Long.MAX_VALUE).stream()
          .filter(one -> one.number() == number)
          .findFirst()
          .orElseThrow();
    }

    void requireSame() throws IOException {
      assertThat(read()).isEqualTo(hashes(model.values()));
      for (long index = 1; index <= model.lastKey(); index += 3) {
        assertThat(hashes(reader.read(index, index, 1, 1)))
            .isEqualTo(hashes(List.of(Objects.requireNonNull(model.get(index)))));
      }
    }

    private List<String> read() throws IOException {
      List<Entry> all = new ArrayList<>();
      while (all.size() < model.lastKey()) {
        all.addAll(reader.read(all.size() + 1L, model.lastKey(), 100, 30_000));
      }
      return hashes(all);
    }
  }

  private static List<String> hashes(Iterable<Entry> entries) {
    List<String> hashes = new ArrayList<>();
    for (Entry entry : entries) {
      hashes.add(
          entry.index()
              + " "
              + entry.term()
              + " "
              + entry.kind()
              + " "
              + entry.data().length
              + " "
              + java.util.Arrays.hashCode(entry.data()));
    }
    return hashes;
  }

  private static Entry with(Entry entry, byte[] data) {
    return new Entry(entry.index(), entry.term(), entry.kind(), data);
  }

  /** Of two entries one loses its data. */
  private static Entry halved(Entry entry) {
    return entry.index() % 2 == 0 ? with(entry, new byte[3]) : entry;
  }

  private Fixture open(MemoryDisk disk, long from) throws IOException {
    return new Fixture(LogFixture.keeping(disk, from));
  }

  private Fixture long600() throws IOException {
    Fixture fixture = open(new MemoryDisk(), 1);
    fixture.log.batch(STATE, LogFixture.entry(1, 1, 10));
    model.put(1L, LogFixture.entry(1, 1, 10));
    fixture.write(599, 1, 1000);
    assertThat(fixture.rewriter.segments(Long.MAX_VALUE)).hasSizeGreaterThan(7);
    return fixture;
  }

  @Test
  void readersSeeTheNewDataAndSoDoesARestart() throws IOException {
    Fixture fixture = long600();
    fixture.requireSame();
    for (long number : List.of(1L, 3L, 4L, 8L)) {
      long before = fixture.segment(number).bytes();
      long bytes = fixture.rewrite(number, SegmentRewriterTest::halved);
      assertThat(bytes).isLessThan(before * 6 / 10).isEqualTo(fixture.segment(number).bytes());
      fixture.requireSame();
    }
    fixture.write(100, 3, 1000);
    fixture.requireSame();
    for (long from : List.of(1L, 100L, 400L, 690L)) {
      Fixture again = open(fixture.log.disk.copy(), from);
      assertThat(again.log.recovered.hardState()).isEqualTo(STATE);
      again.requireSame();
      again.write(5, 4, 10);
      again.requireSame();
      model.tailMap(701L, true).clear();
    }
    assertThat(fixture.log.disk.paths()).noneMatch(path -> path.endsWith(".tmp"));
    assertThat(fault).isNull();
  }

  @Test
  void aSegmentIsRewrittenAgain() throws IOException {
    Fixture fixture = long600();
    fixture.rewrite(2, SegmentRewriterTest::halved);
    fixture.rewrite(2, entry -> with(entry, new byte[1]));
    long small = fixture.segment(2).bytes();
    assertThat(small).isLessThan(5000);
    fixture.requireSame();
    fixture.rewrite(2, entry -> with(entry, new byte[500]));
    assertThat(fixture.segment(2).bytes()).isGreaterThan(small);
    fixture.requireSame();
    open(fixture.log.disk, 600).requireSame();
    open(fixture.log.disk, 1).requireSame();
  }

  @Test
  void nothingIsWrittenWhenNoDataChanges() throws IOException {
    Fixture fixture = long600();
    byte[] before = fixture.log.disk.bytes(Layout.path(2));
    assertThat(fixture.rewrite(2, entry -> entry)).isEqualTo(before.length);
    assertThat(fixture.log.disk.bytes(Layout.path(2))).isSameAs(before);
    assertThat(fixture.log.disk.paths()).noneMatch(path -> path.endsWith(".tmp"));
    fixture.rewrite(2, SegmentRewriterTest::halved); // and the next one may begin
    fixture.requireSame();
  }

  @Test
  void whatWasCutIsNotInTheNewFileAndTheRewriterNeverSeesIt() throws IOException {
    Fixture fixture = open(new MemoryDisk(), 1);
    fixture.log.batch(STATE, LogFixture.entry(1, 1, 10));
    model.put(1L, LogFixture.entry(1, 1, 10));
    fixture.write(40, 1, 1000);
    fixture.put(LogFixture.entry(30, 2, 900)); // in the same segment
    fixture.write(90, 2, 1000);
    long cut = fixture.segment(1).last() - 3;
    fixture.put(LogFixture.entry(cut, 3, 700)); // from the next segment but one
    fixture.write(200, 3, 1000);
    fixture.requireSame();
    for (SegmentRewriter.Full segment : fixture.rewriter.segments(Long.MAX_VALUE)) {
      List<Long> given = new ArrayList<>();
      fixture.rewriter.rewrite(
          segment.number(),
          Long.MAX_VALUE,
          entry -> {
            given.add(entry.index());
            assertThat(entry.term())
                .isEqualTo(Objects.requireNonNull(model.get(entry.index())).term());
            return halved(entry);
          });
      assertThat(given.getFirst()).isEqualTo(segment.first());
      assertThat(given.getLast()).isEqualTo(segment.last());
      assertThat(given).hasSize((int) (segment.last() - segment.first() + 1));
      for (long index = segment.first(); index <= segment.last(); index++) {
        model.computeIfPresent(index, (key, entry) -> halved(entry));
      }
      fixture.requireSame();
    }
    open(fixture.log.disk.copy(), 1).requireSame();
    open(fixture.log.disk.copy(), model.lastKey()).requireSame();
  }

  @Test
  void onlyFullAppliedSegmentsMayBeRewritten() throws IOException {
    Fixture fixture = long600();
    SegmentRewriter.Full third = fixture.segment(3);
    assertThat(fixture.rewriter.segments(third.last())).hasSize(3);
    assertThat(fixture.rewriter.segments(third.last() - 1)).hasSize(2);
    assertThatThrownBy(() -> fixture.rewriter.rewrite(3, third.last() - 1, entry -> entry))
        .isInstanceOf(IllegalArgumentException.class);
    long current = fixture.rewriter.segments(Long.MAX_VALUE).getLast().number() + 1;
    for (long number : List.of(0L, current, current + 1)) {
      assertThatThrownBy(() -> fixture.rewriter.rewrite(number, 600, entry -> entry))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("full and applied");
    }
  }

  @Test
  void aRewriterThatGivesAnotherEntryIsRefusedAndNothingIsLeft() throws IOException {
    Fixture fixture = long600();
    List<UnaryOperator<Entry>> wrong =
        List.of(
            entry -> new Entry(entry.index() + 1, entry.term(), entry.kind(), entry.data()),
            entry -> new Entry(entry.index(), entry.term() + 1, entry.kind(), entry.data()),
            entry -> new Entry(entry.index(), entry.term(), EntryKind.NOOP, entry.data()),
            entry -> with(entry, new byte[LogFixture.SMALL.maxEntryBytes() + 1]));
    for (UnaryOperator<Entry> rewriter : wrong) {
      assertThatThrownBy(() -> fixture.rewriter.rewrite(2, Long.MAX_VALUE, rewriter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a rewritten entry");
    }
    assertThat(fixture.log.disk.paths()).noneMatch(path -> path.endsWith(".tmp"));
    fixture.requireSame();
  }

  @Test
  void oneAtATime() throws IOException {
    Fixture fixture = long600();
    fixture.rewriter.rewrite(
        2,
        Long.MAX_VALUE,
        entry -> {
          assertThatThrownBy(() -> fixture.rewriter.rewrite(3, Long.MAX_VALUE, other -> other))
              .isInstanceOf(IllegalStateException.class);
          return entry;
        });
  }

  @Test
  void aFlippedBitInARewrittenSegmentIsDamage() throws IOException {
    Fixture fixture = long600();
    fixture.rewrite(2, entry -> with(entry, new byte[4]));
    MemoryDisk disk = fixture.log.disk;
    int length = disk.bytes(Layout.path(2)).length;
    for (int at = 0; at < length; at += 5) {
      MemoryDisk flipped = disk.copy();
      flipped.bytes(Layout.path(2))[at] ^= (byte) (1 << at % 8);
      assertThatThrownBy(() -> LogFixture.keeping(flipped, 1))
          .as("flipped at " + at)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining(Layout.path(2));
    }
  }

  @Test
  void aRewrittenSegmentMustContinueItsNeighboursAndBeWhole() throws IOException {
    Fixture fixture = long600();
    MemoryDisk disk = fixture.log.disk;
    byte[] old = disk.bytes(Layout.path(3)).clone();
    byte[] oldIndex = disk.bytes(Layout.indexPath(3)).clone();
    fixture.rewrite(2, SegmentRewriterTest::halved);
    fixture.rewrite(3, SegmentRewriterTest::halved);
    for (long from : List.of(1L, 600L)) {
      MemoryDisk foreign = disk.copy();
      foreign.bytes(Layout.path(3), disk.bytes(Layout.path(2)));
      assertThatThrownBy(() -> LogFixture.keeping(foreign, from)).isInstanceOf(IOException.class);
      MemoryDisk cut = disk.copy();
      byte[] whole = disk.bytes(Layout.path(3));
      cut.bytes(Layout.path(3), java.util.Arrays.copyOf(whole, whole.length - 8));
      assertThatThrownBy(() -> LogFixture.keeping(cut, from))
          .isInstanceOf(DamagedFileException.class);
      MemoryDisk missing = disk.copy();
      missing.delete(Layout.path(3), MemoryDisk.Lane.BULK, failure -> {});
      assertThatThrownBy(() -> LogFixture.keeping(missing, from))
          .isInstanceOf(DamagedFileException.class);
      MemoryDisk stale = disk.copy();
      stale.bytes(Layout.indexPath(3), oldIndex.clone());
      open(stale, from).requireSame(); // made again from the segment
      MemoryDisk noIndex = disk.copy();
      noIndex.bytes(Layout.indexPath(3), new byte[0]);
      open(noIndex, from).requireSame();
    }
    MemoryDisk back = disk.copy(); // the old file of the same place is as good
    back.bytes(Layout.path(3), old);
    assertThat(open(back, 1).log.recovered.entries()).hasSize(600);
  }

  @Test
  void aFullDiskLeavesTheSegmentAndNothingElse() throws IOException {
    Fixture fixture = long600();
    MemoryDisk disk = fixture.log.disk;
    List<String> before = disk.paths();
    disk.usable(1000);
    assertThatThrownBy(
            () -> fixture.rewriter.rewrite(2, Long.MAX_VALUE, SegmentRewriterTest::halved))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Layout.path(2))
        .hasMessageContaining("as before")
        .hasMessageContaining("Free space");
    disk.usable(Long.MAX_VALUE);
    disk.writesFail(true);
    assertThatThrownBy(
            () -> fixture.rewriter.rewrite(2, Long.MAX_VALUE, SegmentRewriterTest::halved))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    disk.writesFail(false);
    assertThat(disk.paths()).isEqualTo(before);
    assertThat(fault).as("the node goes on").isNull();
    fixture.requireSame();
    fixture.rewrite(2, SegmentRewriterTest::halved);
    fixture.requireSame();
  }

  @Test
  void aFailedSyncIsAFault() throws IOException {
    Fixture fixture = long600();
    fixture.log.disk.syncsFail();
    assertThatThrownBy(
            () -> fixture.rewriter.rewrite(2, Long.MAX_VALUE, SegmentRewriterTest::halved))
        .isInstanceOf(IOException.class);
    assertThat(fault).isNotNull();
    fixture.requireSame();
  }

  @Test
  void whatAReaderSeesBeforeEachStepIsOldOrNew() throws IOException {
    Fixture fixture = long600();
    MemoryDisk disk = fixture.log.disk;
    List<String> old = hashes(model.values());
    List<List<String>> seen = new ArrayList<>();
    disk.beforeEach(() -> {
      try {
        seen.add(fixture.read());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    fixture.rewrite(2, SegmentRewriterTest::halved);
    disk.beforeEach(() -> {});
    assertThat(seen).hasSizeGreaterThan(7).allMatch(old::equals);
    fixture.requireSame();
    assertThat(old).isNotEqualTo(hashes(model.values()));
  }

  @Test
  void leftoversAreRemovedAtStart() throws IOException {
    Fixture fixture = long600();
    MemoryDisk disk = fixture.log.disk;
    int before = disk.operations().size();
    MemoryDisk twin = disk.copy();
    fixture.rewrite(2, SegmentRewriterTest::halved);
    int steps = disk.operations().size() - before;
    assertThat(steps).isGreaterThan(7);
    model.clear();
    long600(); // the model as it was
    for (int step = 0; step < steps; step++) {
      Fixture dying = open(twin.copy(), 600);
      dying.log.disk.dieAt(dying.log.disk.operations().size() + step);
      dying.rewriter.start(2, Long.MAX_VALUE, SegmentRewriterTest::halved);
      Fixture again = open(dying.log.disk.copy(), 600);
      assertThat(again.log.disk.paths())
          .as("after step " + step)
          .noneMatch(path -> path.endsWith(".tmp"));
      if (step < steps - 2) {
        again.requireSame();
      }
    }
  }
}
