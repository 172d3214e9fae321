package dev.trimaran.simulation.decorator;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.base.port.Randomness;
import java.io.IOException;
import java.util.List;

/**
 * A disk on which anything fails with one probability. A failed operation may or may not have been
 * done, as on a real disk; a file that failed once fails for ever.
 */
public final class CrankyDisk implements Disk {

  private final Disk disk;
  private final Randomness random;
  private final double probability;

  /**
   * @param probability that an operation fails
   */
  public CrankyDisk(Disk disk, Randomness random, double probability) {
    this.disk = disk;
    this.random = random;
    this.probability = probability;
  }

  @Override
  public List<String> list(String directory) throws IOException {
    perhapsThrow("list " + directory);
    return disk.list(directory);
  }

  @Override
  public boolean exists(String path) throws IOException {
    perhapsThrow("look for " + path);
    return disk.exists(path);
  }

  @Override
  public DiskFile open(String path, Lane lane) throws IOException {
    perhapsThrow("open " + path);
    return new CrankyFile(disk.open(path, lane), this);
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    disk.rename(from, to, lane, perhapsFailing("rename " + from, completion));
  }

  @Override
  public void delete(String path, Lane lane, Completion completion) {
    disk.delete(path, lane, perhapsFailing("delete " + path, completion));
  }

  @Override
  public void syncDirectory(String directory, Lane lane, Completion completion) {
    disk.syncDirectory(directory, lane, perhapsFailing("sync directory " + directory, completion));
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  boolean perhaps() {
    return random.nextDouble() < probability;
  }

  void perhapsThrow(String what) throws IOException {
    if (perhaps()) {
      throw new IOException("cranky: cannot " + what);
    }
  }

  /** Turns success into failure, perhaps: the order of completions stays as it is. */
  Completion perhapsFailing(String what, Completion completion) {
    return perhaps()
        ? failure ->
            completion.done(failure != null ? failure : new IOException("cranky: cannot " + what))
        : completion;
  }
}
