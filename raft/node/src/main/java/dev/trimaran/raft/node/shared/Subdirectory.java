package dev.trimaran.raft.node.shared;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.util.List;

/** A directory of a disk as a disk of its own. */
public final class Subdirectory implements Disk {

  private final Disk disk;
  private final String prefix;

  /**
   * @param directory relative to {@code disk}, without a slash at the end
   */
  public Subdirectory(Disk disk, String directory) {
    Checks.argument(!directory.isEmpty(), "a subdirectory has a name");
    this.disk = disk;
    this.prefix = directory + "/";
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(prefix + directory);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return disk.exists(prefix + path);
  }

  @Override
  public DiskFile open(String path, Lane lane) throws IOException {
    return disk.open(prefix + path, lane);
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    disk.rename(prefix + from, prefix + to, lane, completion);
  }

  @Override
  public void delete(String path, Lane lane, Completion completion) {
    disk.delete(prefix + path, lane, completion);
  }

  @Override
  public void syncDirectory(String directory, Lane lane, Completion completion) {
    disk.syncDirectory(prefix + directory, lane, completion);
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }
}
