package dev.trimaran.io.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.port.Disk.Lane;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.io.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {

  @TempDir Path directory;
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private void note(String label, boolean failed) {
    done.add(failed ? label + " failed" : label);
  }

  @Test
  void aDirectoryHasOneUser() throws IOException {
    FileDisk disk = FileDisk.open(directory, "one");
    assertThatThrownBy(() -> FileDisk.open(directory, "two"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the data directory is in use: " + directory);
    disk.close();
    FileDisk.open(directory, "two").close();
  }

  @Test
  void aDirectoryIsForItsOwnerOnly() throws IOException {
    Path data = directory.resolve("deep/data");
    FileDisk disk = FileDisk.open(data, "one");
    disk.open("log/1", Lane.LOG).close();
    disk.close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("log"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInPlaceOfADirectoryIsNamed() throws IOException {
    Path data = Files.createFile(directory.resolve("data"));
    assertThatThrownBy(() -> FileDisk.open(data, "one")).isInstanceOf(IOException.class);
  }

  @Test
  void whatWasSubmittedBeforeACloseIsDone() throws IOException {
    FileDisk disk = FileDisk.open(directory, "one");
    DiskFile file = disk.open("file", Lane.LOG);
    for (int i = 0; i < 100; i++) {
      file.write(i, ByteBuffer.wrap(new byte[] {(byte) i}), failure -> note("w", failure != null));
    }
    disk.close();
    assertThat(done).hasSize(100).containsOnly("w");
    assertThat(Files.size(directory.resolve("file"))).isEqualTo(100);
    disk.delete("file", Lane.LOG, failure -> note("late", failure != null));
    assertThat(done.getLast()).isEqualTo("late failed");
  }

  @Test
  void anInterruptedReaderHurtsNobodyElse() throws IOException {
    FileDisk disk = FileDisk.open(directory, "one");
    DiskFile file = disk.open("file", Lane.LOG);
    file.write(0, ByteBuffer.allocate(8), failure -> note("before", failure != null));
    Waiting.until(() -> done.size() == 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(8)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    file.write(8, ByteBuffer.allocate(8), failure -> note("after", failure != null));
    file.sync(failure -> note("sync", failure != null));
    Waiting.until(() -> done.size() == 3);
    assertThat(done).containsExactly("before", "after", "sync");
    assertThat(file.read(0, ByteBuffer.allocate(99))).isEqualTo(16);
    disk.close();
  }

  /** A closed channel stands for a device that fails. */
  @Test
  void afterAFailureEveryOperationOfThatFileFails() throws IOException {
    Path broken = Files.createFile(directory.resolve("broken"));
    FileChannel channel = FileChannel.open(broken, StandardOpenOption.WRITE);
    LaneThread lane = new LaneThread("lane");
    OpenFile file = new OpenFile("broken", broken, lane, channel);
    OpenFile sound =
        new OpenFile(
            "sound",
            directory.resolve("sound"),
            lane,
            FileChannel.open(
                directory.resolve("sound"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    channel.close();
    List<String> reasons = Collections.synchronizedList(new ArrayList<>());
    ArrayDeque<Operation> first = new ArrayDeque<>();
    first.add(
        new Operation.Write(
            file, 0, ByteBuffer.allocate(1), failure -> note("write", failure != null)));
    first.add(new Operation.Sync(file, failure -> note("sync", failure != null)));
    first.add(new Operation.Sync(sound, failure -> note("other", failure != null)));
    first.add(new Operation.Sync(file, failure -> reasons.add(String.valueOf(failure))));
    first.add(new Operation.Truncate(file, 0, failure -> note("truncate", failure != null)));
    new LaneWork().run(first);
    assertThat(done).containsExactly("write failed", "sync failed", "other", "truncate failed");
    assertThat(reasons).singleElement().asString().contains("an earlier operation of this file");
  }
}
