package dev.trimaran.raft.node;

import dev.trimaran.raft.core.model.Entry;
import dev.trimaran.raft.node.wal.SegmentRewriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Rewrites what was applied. */
final class AppliedRewriter implements LogRewriter {

  private final SegmentRewriter segments;
  private final LongSupplier applied;

  AppliedRewriter(SegmentRewriter segments, LongSupplier applied) {
    this.segments = segments;
    this.applied = applied;
  }

  @Override
  public List<FullSegment> segments() throws IOException {
    return segments.segments(applied.getAsLong()).stream()
        .map(one -> new FullSegment(one.number(), one.first(), one.last(), one.bytes()))
        .toList();
  }

  @Override
  public long rewrite(long number, UnaryOperator<Entry> rewriter) throws IOException {
    return segments.rewrite(number, applied.getAsLong(), rewriter);
  }

  @Override
  public CompletableFuture<Long> start(long number, UnaryOperator<Entry> rewriter)
      throws IOException {
    return segments.start(number, applied.getAsLong(), rewriter);
  }
}
