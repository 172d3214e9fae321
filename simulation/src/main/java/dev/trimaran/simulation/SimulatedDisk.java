package dev.trimaran.simulation;

import dev.trimaran.base.Checks;
import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The disk as one life of a node sees it. */
final class SimulatedDisk implements Disk {

  private final Incarnation life;
  private final DiskImage image;
  private final DiskQueue[] queues = new DiskQueue[Lane.values().length];

  SimulatedDisk(Incarnation life, Ground ground) {
    this.life = life;
    this.image = life.node.image;
    for (int lane = 0; lane < queues.length; lane++) {
      queues[lane] = new DiskQueue(life, ground);
    }
  }

  @Override
  public List<String> list(String directory) {
    alive();
    return image.list(directory);
  }

  @Override
  public boolean exists(String path) {
    alive();
    return image.find(checked(path)) != null;
  }

  @Override
  public DiskFile open(String path, Lane lane) {
    alive();
    FileImage file = image.find(checked(path));
    return new OpenFile(path, file == null ? image.create(path) : file, queue(lane));
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    checked(from);
    checked(to);
    queue(lane)
        .submit(
            Trace.Kind.RENAME,
            () -> {
              FileImage file = image.find(from);
              if (file == null) {
                throw new FileNotFoundException("no such file: " + from);
              }
              image.rename(from, to, file);
              return from.hashCode() * 31L + to.hashCode();
            },
            completion);
  }

  @Override
  public void delete(String path, Lane lane, Completion completion) {
    checked(path);
    queue(lane)
        .submit(
            Trace.Kind.DELETE,
            () -> {
              image.delete(path);
              return path.hashCode();
            },
            completion);
  }

  @Override
  public void syncDirectory(String directory, Lane lane, Completion completion) {
    queue(lane)
        .submit(
            Trace.Kind.SYNC_DIRECTORY,
            () -> {
              if (drawsSyncFailure()) {
                throw new IOException("injected failure to sync directory " + directory);
              }
              image.syncDirectory(directory);
              return directory.hashCode();
            },
            completion);
  }

  @Override
  public long usableBytes() {
    alive();
    return image.usable();
  }

  /** Lets some of what was under way reach the file, then forgets what was not synced. */
  void crash() {
    for (DiskQueue queue : queues) {
      queue.crash(image);
    }
    image.crash();
  }

  private DiskQueue queue(Lane lane) {
    return queues[lane.ordinal()];
  }

  private void alive() {
    Checks.argument(life.alive(), "a crashed node has no disk");
  }

  private boolean drawsSyncFailure() {
    double probability = image.settings.syncFailure();
    return probability > 0 && image.random().nextDouble() < probability;
  }

  private static String checked(String path) {
    Checks.argument(
        !path.isEmpty() && !path.startsWith("/") && !("/" + path + "/").contains("/../"),
        "a path is relative and stays inside its disk");
    return path;
  }

  private final class OpenFile implements DiskFile {

    private final String path;
    private final FileImage file;
    private final DiskQueue queue;
    private boolean closed;

    OpenFile(String path, FileImage file, DiskQueue queue) {
      this.path = path;
      this.file = file;
      this.queue = queue;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public long size() {
      alive();
      return file.size();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      alive();
      if (closed) {
        throw new IOException("file is closed: " + path);
      }
      return file.read(position, into);
    }

    @Override
    public void write(long position, ByteBuffer data, Completion completion) {
      submit(
          Trace.Kind.WRITE,
          () -> {
            double probability = image.settings.writeFailure();
            if (probability > 0 && image.random().nextDouble() < probability) {
              file.broken = true;
              throw new IOException("injected write failure of " + path);
            }
            long growth = position + data.remaining() - file.size();
            if (growth > 0 && growth > image.usable()) {
              file.broken = true;
              throw new IOException("No space left on device: " + path);
            }
            long hash = Trace.hash(data) ^ position;
            file.write(position, data.duplicate());
            return hash;
          },
          completion);
    }

    @Override
    public void sync(Completion completion) {
      submit(
          Trace.Kind.SYNC,
          () -> {
            if (drawsSyncFailure()) {
              file.broken = true;
              throw new IOException("injected failure to sync " + path);
            }
            file.sync();
            return path.hashCode();
          },
          completion);
    }

    @Override
    public void truncate(long size, Completion completion) {
      submit(
          Trace.Kind.TRUNCATE,
          () -> {
            file.truncate(size);
            return size;
          },
          completion);
    }

    @Override
    public void close() {
      closed = true;
    }

    private void submit(Trace.Kind kind, DiskQueue.Operation operation, Completion completion) {
      boolean wasClosed = closed;
      queue.submit(
          kind,
          () -> {
            if (wasClosed || file.broken) {
              throw new IOException((wasClosed ? "closed: " : "failed before: ") + path);
            }
            return operation.run();
          },
          completion);
    }
  }
}
