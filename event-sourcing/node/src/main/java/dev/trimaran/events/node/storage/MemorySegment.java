package dev.trimaran.events.node.storage;

import dev.trimaran.events.core.index.Candidates;
import dev.trimaran.events.core.index.OpenSegment;
import dev.trimaran.events.core.index.Places;
import dev.trimaran.events.core.index.Segment;
import dev.trimaran.events.core.index.Term;
import java.io.IOException;
import java.util.List;

/** A segment in memory, read by many while one adds: each question and each batch takes a lock. */
final class MemorySegment implements Segment<IOException> {

  private final OpenSegment segment;

  MemorySegment(OpenSegment segment) {
    this.segment = segment;
  }

  OpenSegment open() {
    return segment;
  }

  /** Adds events until it is full; returns which is the next to add. */
  synchronized int add(List<Addition> batch, int from) {
    int next = from;
    while (next < batch.size() && !segment.isFull()) {
      Addition addition = batch.get(next++);
      segment.add(addition.place(), addition.created(), addition.streamHash(), addition.terms());
    }
    return next;
  }

  synchronized byte[] journal() {
    return segment.journal();
  }

  @Override
  public long first() {
    return segment.first();
  }

  @Override
  public synchronized int size() {
    return segment.size();
  }

  @Override
  public synchronized long latestCreated() {
    return segment.latestCreated();
  }

  @Override
  public synchronized void find(long streamHash, Candidates into) {
    segment.find(streamHash, into);
  }

  @Override
  public synchronized Places places(long from, int max) {
    return segment.places(from, max);
  }

  @Override
  public synchronized int count(Term term) {
    return segment.count(term);
  }

  @Override
  public synchronized long[] positions(Term term, int skip, int max) {
    return segment.positions(term, skip, max);
  }

  @Override
  public synchronized int rank(Term term, long position) {
    return segment.rank(term, position);
  }
}
