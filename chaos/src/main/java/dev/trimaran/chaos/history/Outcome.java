package dev.trimaran.chaos.history;

/** How an operation ended, as far as its client can know. */
public enum Outcome {
  /** It happened. */
  OK,
  /** It certainly did not and will not happen. */
  FAIL,
  /** Nobody knows: it may have happened, may happen later, or never. */
  INFO
}
