package dev.trimaran.io.disk;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the file system, locked against other nodes, readable by its owner only. */
public final class FileDisk implements Disk, Closeable {

  private final Path root;
  private final DirectoryLock directoryLock;
  private final LaneThread[] lanes = new LaneThread[Disk.Lane.values().length];

  private FileDisk(Path root, DirectoryLock directoryLock, String owner) {
    this.root = root;
    this.directoryLock = directoryLock;
    for (Disk.Lane lane : Disk.Lane.values()) {
      String name = lane == Disk.Lane.LOG ? "log" : "bulk";
      lanes[lane.ordinal()] = new LaneThread(owner + "-disk-" + name);
    }
  }

  /**
   * Opens a directory, making it when absent.
   *
   * @param owner what the names of the disk's threads begin with
   * @throws IOException when it is in use, or cannot be made or written
   */
  public static FileDisk open(Path directory, String owner) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    makeDirectories(root);
    FileDisk disk = new FileDisk(root, DirectoryLock.take(root), owner);
    for (LaneThread lane : disk.lanes) {
      lane.start();
    }
    return disk;
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path path = directory.isEmpty() ? root : resolve(directory);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isRegularFile)
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> !name.equals(DirectoryLock.NAME))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException("cannot list " + path, e);
    }
  }

  @Override
  public boolean exists(String path) {
    return Files.isRegularFile(resolve(path));
  }

  @Override
  public DiskFile open(String path, Disk.Lane lane) throws IOException {
    Path file = resolve(path);
    makeDirectories(parent(file));
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new OpenFile(path, file, lane(lane), channel);
  }

  @Override
  public void rename(String from, String to, Disk.Lane lane, Completion completion) {
    Path source = resolve(from);
    Path target = resolve(to);
    named(
        lane,
        () -> {
          makeDirectories(parent(target));
          Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        },
        completion);
  }

  @Override
  public void delete(String path, Disk.Lane lane, Completion completion) {
    Path file = resolve(path);
    named(lane, () -> Files.deleteIfExists(file), completion);
  }

  @Override
  public void syncDirectory(String directory, Disk.Lane lane, Completion completion) {
    Path path = directory.isEmpty() ? root : resolve(directory);
    named(lane, () -> forceDirectory(path), completion);
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /** Ends after all that was submitted; later operations fail. */
  @Override
  public void close() {
    for (LaneThread lane : lanes) {
      lane.close();
    }
    try {
      directoryLock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock of " + root, e);
    }
  }

  private void named(Disk.Lane lane, Operation.Action action, Completion completion) {
    lane(lane).submit(new Operation.Named(action, completion));
  }

  private LaneThread lane(Disk.Lane lane) {
    return lanes[lane.ordinal()];
  }

  private Path resolve(String path) {
    Path resolved = root.resolve(path).normalize();
    boolean inside = resolved.startsWith(root) && !resolved.equals(root);
    Checks.argument(
        inside && !path.startsWith("/") && !("/" + path + "/").contains("/../"),
        "a path is relative and stays inside its disk");
    Checks.argument(!path.equals(DirectoryLock.NAME), "the lock file is not a node's to touch");
    return resolved;
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    Checks.that(parent != null, "a file of a disk has a directory");
    return parent == null ? file : parent;
  }

  /** Makes a directory and those above it durably, each readable by its owner only. */
  private static void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.getParent();
    if (above != null) {
      makeDirectories(above);
    }
    try {
      Files.createDirectory(directory, ownerOnly(directory));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new IOException("not a directory: " + directory, e);
      }
    }
    if (above != null) {
      forceDirectory(above);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
