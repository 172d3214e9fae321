package dev.trimaran.raft.node.memory;

import dev.trimaran.base.port.Completion;
import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A disk whose files tests cut and change; every operation completes at once. */
public final class MemoryDisk implements Disk {

  /** What a name leads to; an open file goes on with its own when the name leads to another. */
  private static final class Content {
    byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final TreeMap<String, Content> files = new TreeMap<>();
  private final List<String> operations = new ArrayList<>();
  private int failAt = -1;
  private boolean syncsFail;
  private boolean writesFail;
  private Runnable hook = () -> {};
  private long bytesRead;
  private long usable = Long.MAX_VALUE;

  /** A disk with the same contents. */
  public MemoryDisk copy() {
    MemoryDisk copy = new MemoryDisk();
    files.forEach((path, content) -> copy.bytes(path, content.bytes.clone()));
    return copy;
  }

  public byte[] bytes(String path) {
    Content content = files.get(path);
    if (content == null) {
      throw new IllegalArgumentException("no file " + path);
    }
    return content.bytes;
  }

  public void bytes(String path, byte[] bytes) {
    files.put(path, new Content(bytes));
  }

  /** Bytes read so far. */
  public long bytesRead() {
    return bytesRead;
  }

  public List<String> paths() {
    return List.copyOf(files.keySet());
  }

  /** What was done, in order. */
  public List<String> operations() {
    return operations;
  }

  /** The power goes out before the operation of this number: it and all later ones never happen. */
  public void dieAt(int operation) {
    failAt = operation;
  }

  public void syncsFail() {
    syncsFail = true;
  }

  public void writesFail(boolean fail) {
    writesFail = fail;
  }

  /** Runs before each operation that is done. */
  public void beforeEach(Runnable action) {
    hook = action;
  }

  public void usable(long bytes) {
    usable = bytes;
  }

  @Override
  public List<String> list(String directory) {
    return files.keySet().stream()
        .filter(path -> path.startsWith(directory + "/"))
        .map(path -> path.substring(directory.length() + 1))
        .toList();
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(path);
  }

  @Override
  public DiskFile open(String path, Lane lane) {
    return new Open(path, files.computeIfAbsent(path, absent -> new Content(new byte[0])));
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    done(
        "rename " + from + " " + to,
        completion,
        () -> {
          Content content = files.remove(from);
          if (content == null) {
            throw new FileNotFoundException(from);
          }
          files.put(to, content);
        });
  }

  @Override
  public void delete(String path, Lane lane, Completion completion) {
    done("delete " + path, completion, () -> files.remove(path));
  }

  @Override
  public void syncDirectory(String directory, Lane lane, Completion completion) {
    done("sync directory " + directory, completion, () -> {});
  }

  @Override
  public long usableBytes() {
    return usable;
  }

  private interface Action {
    void run() throws IOException;
  }

  private void done(String name, Completion completion, Action action) {
    if (failAt >= 0 && operations.size() >= failAt) {
      return;
    }
    hook.run();
    operations.add(name);
    IOException failure = null;
    try {
      action.run();
    } catch (IOException e) {
      failure = e;
    }
    completion.done(failure);
  }

  private final class Open implements DiskFile {

    private final String path;
    private final Content content;

    Open(String path, Content content) {
      this.path = path;
      this.content = content;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public long size() {
      return content.bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer into) {
      if (position >= content.bytes.length) {
        return 0;
      }
      int length = (int) Math.min(into.remaining(), content.bytes.length - position);
      into.put(content.bytes, (int) position, length);
      bytesRead += length;
      return length;
    }

    @Override
    public void write(long position, ByteBuffer data, Completion completion) {
      done(
          "write " + path + " " + position + " " + data.remaining(),
          completion,
          () -> {
            if (writesFail) {
              throw new IOException("No space left on device");
            }
            int end = (int) position + data.remaining();
            if (end > content.bytes.length) {
              content.bytes = Arrays.copyOf(content.bytes, end);
            }
            data.duplicate().get(content.bytes, (int) position, data.remaining());
          });
    }

    @Override
    public void sync(Completion completion) {
      done(
          "sync " + path,
          completion,
          () -> {
            if (syncsFail) {
              throw new IOException("Input/output error");
            }
          });
    }

    @Override
    public void truncate(long size, Completion completion) {
      done(
          "truncate " + path,
          completion,
          () -> content.bytes = Arrays.copyOf(content.bytes, (int) size));
    }

    @Override
    public void close() {}
  }
}
