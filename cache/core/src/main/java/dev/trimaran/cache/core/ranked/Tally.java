package dev.trimaran.cache.core.ranked;

/** The bytes that a tree's nodes hold together; each tells what it takes and gives back. */
final class Tally {
  long bytes;
}
