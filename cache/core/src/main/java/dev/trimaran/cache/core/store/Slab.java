package dev.trimaran.cache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of memory in which records lie one after the other, as they were appended. It is cut
 * into pages of {@value #PAGE} bytes; a record belongs to the page in which it begins, and each
 * page has one timer for all its records.
 */
final class Slab {

  static final int PAGE = 2048;
  static final int PAGES = 128;

  /** The length of the longest: with its header it fills a power of two. */
  static final int LONGEST = PAGE * PAGES - 16;

  final int number;
  final byte[] bytes;
  final Log log;
  @Nullable Slab older;
  @Nullable Slab newer;

  /** Where the next record will be. */
  int end;

  /** Bytes of records that are not dead. */
  int live;

  /** Somebody walks over it: not to be given back before the walk has ended. */
  boolean walked;

  /** Where the first record of each page begins; 0 also where none does, but of the first. */
  private final int[] firsts;

  Slab(int number, byte[] bytes, Log log) {
    this.number = number;
    this.bytes = bytes;
    this.log = log;
    firsts = new int[bytes.length / PAGE + 1];
  }

  /** Bytes held by a slab of that length, its own fields and its place in the tables included. */
  static long footprint(int length) {
    return 16 + length + 64 + 16 + 4L * (length / PAGE + 1) + 12;
  }

  boolean fits(int size) {
    return end + size <= bytes.length;
  }

  /** Takes room for a record; answers its offset. */
  int take(int size) {
    int at = end;
    int page = at / PAGE;
    if (page > 0 && firsts[page] == 0) {
      firsts[page] = at;
    }
    end = at + size;
    live += size;
    return at;
  }

  /** Where the records of a page begin: {@link #end} where it has none. */
  int first(int page) {
    return page > 0 && firsts[page] == 0 ? end : firsts[page];
  }

  /** The number of the timer of the page at that offset. */
  int timer(int offset) {
    return number * PAGES + offset / PAGE;
  }
}
