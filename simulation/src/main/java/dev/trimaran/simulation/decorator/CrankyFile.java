package dev.trimaran.simulation.decorator;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of a {@link CrankyDisk}. */
final class CrankyFile implements DiskFile {

  private final DiskFile file;
  private final CrankyDisk disk;
  private volatile boolean failed;

  CrankyFile(DiskFile file, CrankyDisk disk) {
    this.file = file;
    this.disk = disk;
  }

  @Override
  public String path() {
    return file.path();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    disk.perhapsThrow("read " + path());
    return file.read(position, into);
  }

  @Override
  public void write(long position, ByteBuffer data, Completion completion) {
    file.write(position, data, perhapsFailing("write", completion));
  }

  @Override
  public void sync(Completion completion) {
    file.sync(perhapsFailing("sync", completion));
  }

  @Override
  public void truncate(long size, Completion completion) {
    file.truncate(size, perhapsFailing("truncate", completion));
  }

  @Override
  public void close() {
    file.close();
  }

  private Completion perhapsFailing(String what, Completion completion) {
    failed |= disk.perhaps();
    return failed
        ? failure ->
            completion.done(
                failure != null ? failure : new IOException("cranky: cannot " + what + path()))
        : completion;
  }
}
