package dev.trimaran.simulation.decorator;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the callers of a disk: a buffer does not change while it is being written, a closed file
 * is not used, a file is synced before it is renamed, and the port completes each operation once.
 */
public final class AssertingDisk implements Disk {

  private final Disk disk;

  /** Writes of each path that no sync has followed, by path. */
  private final Map<String, Boolean> unsynced = new HashMap<>();

  /** Around {@code disk}. */
  public AssertingDisk(Disk disk) {
    this.disk = disk;
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return disk.exists(path);
  }

  @Override
  public DiskFile open(String path, Lane lane) throws IOException {
    return new AssertingFile(disk.open(path, lane), this);
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    synchronized (unsynced) {
      Checks.that(!unsynced.containsKey(from), "a file is synced before it is renamed: " + from);
      unsynced.remove(to);
    }
    disk.rename(from, to, lane, once(completion));
  }

  @Override
  public void delete(String path, Lane lane, Completion completion) {
    synchronized (unsynced) {
      unsynced.remove(path);
    }
    disk.delete(path, lane, once(completion));
  }

  @Override
  public void syncDirectory(String directory, Lane lane, Completion completion) {
    disk.syncDirectory(directory, lane, once(completion));
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  void wrote(String path) {
    synchronized (unsynced) {
      unsynced.put(path, true);
    }
  }

  void synced(String path) {
    synchronized (unsynced) {
      unsynced.remove(path);
    }
  }

  static Completion once(Completion completion) {
    boolean[] done = new boolean[1];
    return failure -> {
      Checks.that(!done[0], "an operation completes once");
      done[0] = true;
      completion.done(failure);
    };
  }
}
