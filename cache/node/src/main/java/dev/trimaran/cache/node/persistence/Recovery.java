package dev.trimaran.cache.node.persistence;

import dev.trimaran.base.port.Disk;
import dev.trimaran.base.port.DiskFile;
import dev.trimaran.cache.core.model.Arguments;
import dev.trimaran.cache.node.persistence.FrameReader.Frame;
import dev.trimaran.cache.node.persistence.Layout.FileHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is stored, at start: cuts a torn tail, refuses damage. Blocks. */
final class Recovery {

  /**
   * What there was.
   *
   * @param generation the highest that was read; 0 where there was nothing
   * @param highest of any file that has a name of ours, for the next must be new
   * @param log the log that can be gone on with, or null
   * @param snapshotBytes the size of the snapshot, 0 where there is none
   * @param requests how many were replayed from logs
   * @param obsolete files that mean nothing any more
   */
  record Recovered(
      long generation,
      long highest,
      @Nullable Log log,
      long snapshotBytes,
      long requests,
      List<String> obsolete) {}

  /**
   * A log.
   *
   * @param end behind its last sound frame
   * @param sealed whether it is complete, so that another must go on
   */
  record Log(long generation, long end, boolean sealed) {}

  private record Snapshot(long generation, long bytes) {}

  private final Disk disk;
  private final Replayer target;
  private final Arguments scratch = new Arguments();
  private final TreeMap<Long, String> logs = new TreeMap<>();
  private final TreeMap<Long, String> snapshots = new TreeMap<>();
  private final List<String> obsolete = new ArrayList<>();
  private long requests;
  private long highest;

  private Recovery(Disk disk, Replayer target) {
    this.disk = disk;
    this.target = target;
  }

  /**
   * Replays what is stored.
   *
   * @throws DamagedFileException when what was safe is unreadable
   * @throws IOException when the disk fails, or the files are of another release
   */
  static Recovered read(Disk disk, Replayer target) throws IOException {
    return new Recovery(disk, target).read();
  }

  private Recovered read() throws IOException {
    survey();
    Snapshot snapshot = null;
    if (!snapshots.isEmpty()) {
      snapshot = snapshot(snapshots.lastKey());
      obsolete.addAll(snapshots.headMap(snapshot.generation()).values());
      obsolete.addAll(logs.headMap(snapshot.generation()).values());
    }
    long from = snapshot == null ? 0 : snapshot.generation();
    Log log = logs(from);
    return new Recovered(
        log == null ? from : log.generation(),
        highest,
        log,
        snapshot == null ? 0 : snapshot.bytes(),
        requests,
        List.copyOf(obsolete));
  }

  private void survey() throws IOException {
    for (String name : disk.list("")) {
      long generation = Layout.generation(name);
      if (generation == Long.MAX_VALUE) {
        continue;
      }
      highest = Math.max(highest, generation);
      if (name.endsWith(".log")) {
        logs.put(generation, name);
      } else if (name.endsWith(".snapshot")) {
        snapshots.put(generation, name);
      } else {
        obsolete.add(name);
      }
    }
  }

  private Snapshot snapshot(long generation) throws IOException {
    String name = Layout.snapshot(generation);
    DiskFile file = disk.open(name, Disk.Lane.BULK);
    try {
      FrameReader reader = new FrameReader(file);
      FileHeader header = reader.header();
      if (header == null || header.generation() != generation || header.kind() != Layout.SNAPSHOT) {
        throw new DamagedFileException(name, 0, "its header is unreadable");
      }
      checkVersion(name, header);
      long before = requests;
      Log read = frames(name, generation, reader);
      if (!read.sealed()) {
        throw new DamagedFileException(name, read.end(), "a frame is unreadable");
      }
      requests = before;
      return new Snapshot(generation, read.end());
    } finally {
      file.close();
    }
  }

  /** Replays the logs from a generation on. */
  private @Nullable Log logs(long from) throws IOException {
    Log last = null;
    for (long generation : List.copyOf(logs.tailMap(from).keySet())) {
      String name = Layout.log(generation);
      DiskFile file = disk.open(name, Disk.Lane.LOG);
      try {
        FrameReader reader = new FrameReader(file);
        FileHeader header = reader.header();
        if (header == null && reader.vouching(0) < 0) {
          // A header that never reached the disk: nothing in the log was acknowledged.
          obsolete.add(name);
          continue;
        }
        if (header == null) {
          throw new DamagedFileException(name, 0, "its header is unreadable");
        }
        checkVersion(name, header);
        if (!continues(header, from, last)) {
          obsolete.add(name);
          continue;
        }
        if (last != null && !last.sealed()) {
          throw new DamagedFileException(
              Layout.log(last.generation()),
              last.end(),
              "a frame is unreadable, and a log follows");
        }
        last = frames(name, generation, reader);
        if (!last.sealed()) {
          tail(name, last.end(), reader);
        }
      } finally {
        file.close();
      }
    }
    return last;
  }

  /** Whether a log is to be replayed after those before it. */
  private static boolean continues(FileHeader header, long from, @Nullable Log last)
      throws IOException {
    long generation = header.generation();
    if (last == null && generation == from) {
      return true;
    }
    if (header.continued() == Layout.WITH_SNAPSHOT) {
      // Its snapshot was never completed, and until then it promised nothing.
      return false;
    }
    long expected =
        last != null
            ? last.generation()
            : from == 0 ? Layout.FROM_NOTHING : Layout.afterSnapshot(from);
    boolean follows = header.continued() == expected;
    if (!follows) {
      throw new DamagedFileException(
          Layout.log(generation), 0, "the log that it goes on from is missing");
    }
    return true;
  }

  private static void checkVersion(String name, FileHeader header) throws IOException {
    if (header.version() != Layout.VERSION) {
      throw new IOException(
          "%s has format version %d, this release reads %d; start the release that wrote it"
              .formatted(name, header.version(), Layout.VERSION));
    }
  }

  private Log frames(String name, long generation, FrameReader reader) throws IOException {
    long position = Layout.FILE_HEADER_BYTES;
    while (true) {
      Frame frame = reader.frame(position);
      if (frame == null) {
        return new Log(generation, position, false);
      }
      if (frame.kind() == Layout.SEAL) {
        return new Log(generation, frame.end(), true);
      }
      Replayer counting =
          (time, database, request) -> {
            requests++;
            target.replay(time, database, request);
          };
      if (!FrameReader.replay(frame, scratch, counting)) {
        throw new DamagedFileException(name, position, "its requests are malformed");
      }
      position = frame.end();
    }
  }

  private static void tail(String name, long end, FrameReader reader) throws IOException {
    long later = reader.vouching(end);
    if (later >= 0) {
      throw new DamagedFileException(
          name,
          end,
          "a frame is unreadable, and one at offset " + later + " was written when it was safe");
    }
  }
}
