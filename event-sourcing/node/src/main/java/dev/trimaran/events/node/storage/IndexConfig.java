package dev.trimaran.events.node.storage;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.index.Hashes;
import dev.trimaran.events.core.index.Segment;
import java.util.function.ToLongFunction;

/**
 * The bounds of the index.
 *
 * @param identity of the log: files of another are refused
 * @param segmentEvents of a full segment; files of another size are refused, and made again
 * @param cacheBytes of blocks of files that are kept in memory
 * @param openFiles at once; each takes up to two descriptors
 * @param recentBytes of the latest commands that are kept in memory, for those who follow
 * @param hash of the names of streams; part of the format of the files
 */
public record IndexConfig(
    long identity,
    int segmentEvents,
    int cacheBytes,
    int openFiles,
    long recentBytes,
    ToLongFunction<String> hash) {

  public IndexConfig {
    Checks.argument(
        segmentEvents > 0 && segmentEvents <= Segment.MAX_EVENTS, "segmentEvents is 1 to 65,536");
    Checks.argument(cacheBytes >= 0, "cacheBytes is 0 or more");
    Checks.argument(openFiles > 0, "openFiles is positive");
    Checks.argument(recentBytes >= 0, "recentBytes is 0 or more");
  }

  /** Segments of 65,536 events, 16 MiB of blocks, 1,024 files, 64 MiB of commands. */
  public static IndexConfig of(long identity) {
    return new IndexConfig(identity, Segment.MAX_EVENTS, 16 << 20, 1024, 64L << 20, Hashes::stream);
  }
}
