package dev.trimaran.simulation.decorator;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of an {@link AssertingDisk}. */
final class AssertingFile implements DiskFile {

  private final DiskFile file;
  private final AssertingDisk disk;
  private volatile boolean closed;

  AssertingFile(DiskFile file, AssertingDisk disk) {
    this.file = file;
    this.disk = disk;
  }

  @Override
  public String path() {
    return file.path();
  }

  @Override
  public long size() throws IOException {
    open();
    return file.size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    open();
    Checks.that(position >= 0, "a position is not negative");
    return file.read(position, into);
  }

  @Override
  public void write(long position, ByteBuffer data, Completion completion) {
    open();
    ByteBuffer before = ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
    ByteBuffer view = data.duplicate();
    disk.wrote(path());
    Completion checked =
        failure -> {
          Checks.that(before.equals(view), "a buffer does not change while it is written");
          completion.done(failure);
        };
    file.write(position, data, AssertingDisk.once(checked));
  }

  @Override
  public void sync(Completion completion) {
    open();
    disk.synced(path());
    file.sync(AssertingDisk.once(completion));
  }

  @Override
  public void truncate(long size, Completion completion) {
    open();
    Checks.that(size >= 0, "a size is not negative");
    disk.wrote(path());
    file.truncate(size, AssertingDisk.once(completion));
  }

  @Override
  public void close() {
    closed = true;
    file.close();
  }

  private void open() {
    Checks.that(!closed, "a closed file is not used");
  }
}
