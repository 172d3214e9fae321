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
import org.jspecify.annotations.Nullable;

/** A disk whose files tests cut and change; every operation completes at once. */
public final class MemoryDisk implements Disk {

  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final List<String> operations = new ArrayList<>();
  private int failAt = -1;
  private boolean syncsFail;
  private long bytesRead;
  private long usable = Long.MAX_VALUE;

  /** A disk with the same contents. */
  public MemoryDisk copy() {
    MemoryDisk copy = new MemoryDisk();
    files.forEach((path, bytes) -> copy.files.put(path, bytes.clone()));
    return copy;
  }

  public byte[] bytes(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("no file " + path);
    }
    return bytes;
  }

  public void bytes(String path, byte[] bytes) {
    files.put(path, bytes);
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
    files.computeIfAbsent(path, absent -> new byte[0]);
    return new Open(path);
  }

  @Override
  public void rename(String from, String to, Lane lane, Completion completion) {
    done(
        "rename " + from + " " + to,
        completion,
        () -> {
          byte[] bytes = files.remove(from);
          if (bytes == null) {
            throw new FileNotFoundException(from);
          }
          files.put(to, bytes);
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

    private String path;

    Open(String path) {
      this.path = path;
    }

    /** A handle follows its file when that is renamed. */
    private byte @Nullable [] content() {
      if (!files.containsKey(path)) {
        for (String operation : operations) {
          String[] words = operation.split(" ");
          if (words[0].equals("rename") && words[1].equals(path)) {
            path = words[2];
          }
        }
      }
      return files.get(path);
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public long size() {
      byte[] content = content();
      return content == null ? 0 : content.length;
    }

    @Override
    public int read(long position, ByteBuffer into) {
      byte[] content = content();
      if (content == null || position >= content.length) {
        return 0;
      }
      int length = (int) Math.min(into.remaining(), content.length - position);
      into.put(content, (int) position, length);
      bytesRead += length;
      return length;
    }

    @Override
    public void write(long position, ByteBuffer data, Completion completion) {
      done(
          "write " + path + " " + position + " " + data.remaining(),
          completion,
          () -> {
            byte[] content = content();
            if (content == null) {
              throw new FileNotFoundException(path);
            }
            int end = (int) position + data.remaining();
            if (end > content.length) {
              content = Arrays.copyOf(content, end);
            }
            data.duplicate().get(content, (int) position, data.remaining());
            files.put(path, content);
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
          () -> files.put(path, Arrays.copyOf(bytes(path), (int) size)));
    }

    @Override
    public void close() {}
  }
}
