package dev.trimaran.events.core.index;

/** The kinds of blocks of an index file. The order is part of the format. */
public enum Section {
  /** Runs of revisions, by the stream's hash and revision. */
  STREAMS,
  /** Where each position is in the log. */
  PLACES,
  /** Terms and their postings, by the term's hash. */
  TERMS
}
