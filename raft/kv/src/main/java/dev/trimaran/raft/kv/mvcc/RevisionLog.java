package dev.trimaran.raft.kv.mvcc;

import dev.trimaran.base.Checks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All versions not compacted, in the order of their revisions: 4 to 8 bytes for each. Written by
 * the applier alone; read by any thread up to {@link #end}.
 */
final class RevisionLog {

  private static final int CHUNK = 4096;

  /** Chunks from the one that holds {@link #start}; replaced, never changed, when they grow. */
  private record Chunks(long first, @Nullable Version[][] arrays) {}

  private volatile Chunks chunks = new Chunks(0, new Version[1][CHUNK]);
  private volatile long start;
  private volatile long end;

  void append(Version version) {
    long at = end;
    Chunks now = chunks;
    int chunk = Math.toIntExact(at / CHUNK - now.first);
    if (chunk == now.arrays.length) {
      @Nullable Version[][] grown = java.util.Arrays.copyOf(now.arrays, Math.max(4, chunk * 2));
      for (int i = chunk; i < grown.length; i++) {
        grown[i] = new Version[0];
      }
      now = new Chunks(now.first, grown);
    }
    if (now.arrays[chunk].length == 0) {
      now.arrays[chunk] = new Version[CHUNK];
    }
    now.arrays[chunk][(int) (at % CHUNK)] = version;
    chunks = now;
    end = at + 1;
  }

  /** Position of the oldest version kept. */
  long start() {
    return start;
  }

  /** Position after the newest version. */
  long end() {
    return end;
  }

  Version get(long position) {
    Chunks now = chunks;
    Version version = now.arrays[(int) (position / CHUNK - now.first)][(int) (position % CHUNK)];
    return Objects.requireNonNull(version, "a position inside the log");
  }

  /** First position whose revision is {@code revision} or later. */
  long firstFrom(long revision) {
    long low = start;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (get(middle).modRevision() < revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Forgets what lies before {@code position}. */
  void dropBefore(long position) {
    Checks.that(position >= start && position <= end, "a drop lies inside the log");
    start = position;
    Chunks now = chunks;
    int whole = Math.toIntExact(Math.min(position / CHUNK, end / CHUNK) - now.first);
    if (whole > 0) {
      int left = now.arrays.length - whole;
      @Nullable Version[][] rest = new Version[Math.max(1, left)][];
      for (int i = 0; i < rest.length; i++) {
        rest[i] = i < left ? now.arrays[whole + i] : new Version[0];
      }
      chunks = new Chunks(now.first + whole, rest);
    }
  }
}
