package dev.trimaran.simulation.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.Disk.Lane;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Disk} does. */
public abstract class DiskConformance {

  /** Outcomes of operations by label, in the order of their completion. */
  private final List<String> done = new ArrayList<>();

  /** An empty disk, the same for all of one test. */
  protected abstract Disk disk();

  /** Waits until {@code condition} holds; fails when it does not in reasonable time. */
  protected abstract void await(BooleanSupplier condition);

  private Completion as(String label) {
    return failure -> note(failure == null ? label : label + " failed");
  }

  private synchronized void note(String outcome) {
    done.add(outcome);
  }

  private synchronized List<String> outcomes() {
    return List.copyOf(done);
  }

  private void awaitDone(int count) {
    await(() -> outcomes().size() >= count);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String content(DiskFile file) throws IOException {
    ByteBuffer into = ByteBuffer.allocate((int) file.size() + 10);
    int count = file.read(0, into);
    assertThat(count).isEqualTo(into.position());
    return UTF_8.decode(into.flip()).toString();
  }

  private DiskFile written(String path, String text) throws IOException {
    DiskFile file = disk().open(path, Lane.LOG);
    int before = outcomes().size();
    file.write(0, bytes(text), as("write"));
    file.sync(as("sync"));
    awaitDone(before + 2);
    return file;
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    DiskFile file = written("a/b/file", "hello");
    assertThat(content(file)).isEqualTo("hello");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.path()).isEqualTo("a/b/file");
    assertThat(content(disk().open("a/b/file", Lane.BULK))).isEqualTo("hello");
  }

  @Test
  void readsNothingAtOrPastTheEnd() throws IOException {
    DiskFile file = written("file", "hello");
    assertThat(file.read(5, ByteBuffer.allocate(4))).isZero();
    assertThat(file.read(500, ByteBuffer.allocate(4))).isZero();
    assertThat(file.read(3, ByteBuffer.allocate(4))).isEqualTo(2);
  }

  @Test
  void completesInTheOrderOfSubmission() throws IOException {
    DiskFile one = disk().open("one", Lane.LOG);
    DiskFile two = disk().open("two", Lane.LOG);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      DiskFile file = i % 7 == 0 ? two : one;
      file.write(i * 2L, bytes("%02d".formatted(i)), as("write " + i));
      expected.add("write " + i);
      if (i % 3 == 0) {
        file.sync(as("sync " + i));
        expected.add("sync " + i);
      }
    }
    awaitDone(expected.size());
    assertThat(outcomes()).isEqualTo(expected);
    assertThat(content(one)).contains("010203040506").endsWith("4748");
  }

  @Test
  void leavesTheBufferOfTheCallerAlone() throws IOException {
    DiskFile file = disk().open("file", Lane.LOG);
    ByteBuffer data = bytes("xhellox").position(1).limit(6);
    file.write(0, data, as("write"));
    awaitDone(1);
    assertThat(data.position()).isEqualTo(1);
    assertThat(content(file)).isEqualTo("hello");
  }

  @Test
  void writesPastTheEndLeaveZeros() throws IOException {
    DiskFile file = disk().open("file", Lane.LOG);
    file.write(3, bytes("x"), as("write"));
    awaitDone(1);
    assertThat(content(file)).isEqualTo("\0\0\0x");
  }

  @Test
  void laterWritesReplaceEarlierOnes() throws IOException {
    DiskFile file = disk().open("file", Lane.LOG);
    file.write(0, bytes("aaaa"), as("1"));
    file.write(1, bytes("bb"), as("2"));
    file.write(4, bytes("c"), as("3"));
    file.write(0, bytes("d"), as("4"));
    awaitDone(4);
    assertThat(content(file)).isEqualTo("dbbac");
  }

  @Test
  void largeWritesAreWhole() throws IOException {
    byte[] large = new byte[3_000_001];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + i / 1000);
    }
    DiskFile file = disk().open("file", Lane.BULK);
    file.write(0, ByteBuffer.wrap(large), as("write"));
    file.write(large.length, ByteBuffer.wrap(large), as("write"));
    awaitDone(2);
    ByteBuffer into = ByteBuffer.allocate(large.length);
    assertThat(file.read(large.length, into)).isEqualTo(large.length);
    assertThat(into.array()).isEqualTo(large);
  }

  @Test
  void truncatesAndGrowsWithZeros() throws IOException {
    DiskFile file = written("file", "hello world");
    file.truncate(5, as("truncate"));
    file.truncate(7, as("grow"));
    awaitDone(4);
    assertThat(content(file)).isEqualTo("hello\0\0");
  }

  @Test
  void listsFilesOfOneDirectorySorted() throws IOException {
    written("log/2", "x");
    written("log/10", "x");
    written("log/deeper/3", "x");
    written("top", "x");
    assertThat(disk().list("log")).containsExactly("10", "2");
    assertThat(disk().list("")).containsExactly("top");
    assertThat(disk().list("absent")).isEmpty();
  }

  @Test
  void renamesOverAnExistingFile() throws IOException {
    written("new", "new");
    written("old", "old");
    disk().rename("new", "old", Lane.LOG, as("rename"));
    disk().syncDirectory("", Lane.LOG, as("directory"));
    awaitDone(6);
    assertThat(outcomes()).endsWith("rename", "directory");
    assertThat(disk().exists("new")).isFalse();
    assertThat(content(disk().open("old", Lane.LOG))).isEqualTo("new");
  }

  @Test
  void renamingAnAbsentFileFails() {
    disk().rename("absent", "other", Lane.LOG, as("rename"));
    awaitDone(1);
    assertThat(outcomes()).containsExactly("rename failed");
  }

  @Test
  void deletesAndDeletesAgain() throws IOException {
    written("file", "x");
    assertThat(disk().exists("file")).isTrue();
    disk().delete("file", Lane.BULK, as("delete"));
    disk().delete("file", Lane.BULK, as("again"));
    awaitDone(4);
    assertThat(outcomes()).endsWith("delete", "again");
    assertThat(disk().exists("file")).isFalse();
  }

  @Test
  void aClosedFileRefuses() throws IOException {
    DiskFile file = disk().open("file", Lane.LOG);
    file.write(0, bytes("before"), as("before"));
    file.close();
    file.write(0, bytes("after"), as("after"));
    file.sync(as("sync"));
    awaitDone(3);
    assertThat(outcomes()).containsExactlyInAnyOrder("before", "after failed", "sync failed");
    assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    assertThat(content(disk().open("file", Lane.LOG))).isEqualTo("before");
  }

  @Test
  void pathsStayInside() {
    for (String path : List.of("../x", "a/../../x", "/etc/passwd", "a/..", "")) {
      assertThatThrownBy(() -> opened(path)).as(path).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private @Nullable DiskFile opened(String path) throws IOException {
    return disk().open(path, Lane.LOG);
  }

  @Test
  void tellsHowMuchFits() throws IOException {
    assertThat(disk().usableBytes()).isPositive();
  }
}
