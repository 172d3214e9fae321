package dev.trimaran.cache.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Slabs in the order in which they were begun; records are appended to the newest. A slab in which
 * nothing lives is given back at once. Others become half dead: what is wasted beyond a sixteenth
 * is cleaned up, and each append and each death adds to the debt of cleaning that is then due.
 */
final class Log {

  private static final int PACE = 8;
  private static final long MOST_DEBT = 4 << 20;

  private final Ground ground;
  final Database owner;
  private @Nullable Slab oldest;
  private @Nullable Slab newest;
  private @Nullable Slab open;
  private long bytes;
  private long filled;
  private long live;
  private long debt;
  private @Nullable Slab worst;

  Log(Ground ground, Database owner) {
    this.ground = ground;
    this.owner = owner;
  }

  long liveBytes() {
    return live;
  }

  long bytes() {
    return bytes;
  }

  @Nullable Slab oldest() {
    return oldest;
  }

  @Nullable Slab open() {
    return open;
  }

  /**
   * Bytes of dead records. The rest of a slab into which the next record did not fit is not among
   * them: cleaning would gain nothing by it.
   */
  long wasted() {
    return filled - live;
  }

  boolean isWasteful() {
    long wasted = wasted();
    return wasted > bytes / 16 && wasted > 2L * ground.slabs.nextLength(ground.maxBytes, 0);
  }

  /** Room for a record of that size. */
  long reserve(int size) {
    Slab slab = open;
    if (slab == null || !slab.fits(size)) {
      slab = begin(size);
    }
    live += size;
    filled += size;
    owe(PACE * size);
    return Records.place(slab, slab.take(size));
  }

  /** The record of that size at the place is dead. */
  void bury(long place, int size) {
    Slab slab = ground.slabs.of(place);
    slab.live -= size;
    live -= size;
    if (slab.live == 0) {
      releaseIfEmpty(slab);
      return;
    }
    Slab other = worst;
    if (slab != open && (other == null || waste(slab) > waste(other))) {
      worst = slab;
    }
    owe(PACE / 2 * size);
  }

  /** Gives back a slab in which nothing lives, unless it is walked over or written to. */
  void releaseIfEmpty(Slab slab) {
    if (slab.live > 0 || slab.walked || slab == open) {
      return;
    }
    Slab before = slab.older;
    Slab after = slab.newer;
    if (before == null) {
      oldest = after;
    } else {
      before.newer = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.older = before;
    }
    if (worst == slab) {
      worst = null;
    }
    bytes -= slab.bytes.length;
    filled -= slab.end;
    ground.slabs.close(slab);
  }

  /** Nothing more is appended to the slab that was open. */
  void seal() {
    Slab slab = open;
    open = null;
    if (slab != null) {
      releaseIfEmpty(slab);
    }
  }

  /** Gives back all slabs; the walks over them are over. */
  void clear() {
    open = null;
    debt = 0;
    live = 0;
    Slab slab = oldest;
    while (slab != null) {
      Slab next = slab.newer;
      slab.live = 0;
      slab.walked = false;
      releaseIfEmpty(slab);
      slab = next;
    }
  }

  /** How many bytes are to be walked over now, at most so many; less debt remains. */
  int due(int most) {
    int paid = (int) Math.min(debt, most);
    debt -= paid;
    if (debt > 0) {
      ground.inDebt = true;
    }
    return paid;
  }

  /**
   * The slab to be cleaned next: the most wasteful that came to notice, compared with some drawn at
   * random; null where cleaning would not pay.
   */
  @Nullable Slab victim() {
    Slab best = worst;
    worst = null;
    if (best != null && best.walked) {
      best = null;
    }
    int numbers = ground.slabs.numbers();
    boolean few = numbers <= 32;
    for (int i = 0; i < (few ? numbers : 16); i++) {
      Slab other = ground.slabs.peek(few ? i : ground.randomness.nextInt(numbers));
      if (other == null || other.log != this || other == open || other.walked) {
        continue;
      }
      if (best == null || waste(other) > waste(best)) {
        best = other;
      }
    }
    return best != null && waste(best) >= 32 ? best : null;
  }

  /** How much of a slab is wasted, of 1,024. */
  private static int waste(Slab slab) {
    return (int) (1024L * (slab.end - slab.live) / slab.bytes.length);
  }

  private void owe(int walk) {
    if (isWasteful()) {
      debt = Math.min(debt + walk, MOST_DEBT);
      ground.inDebt = true;
    }
  }

  private Slab begin(int size) {
    Slab slab = ground.slabs.open(this, ground.slabs.nextLength(ground.maxBytes, size));
    Slab before = newest;
    slab.older = before;
    if (before == null) {
      oldest = slab;
    } else {
      before.newer = slab;
    }
    newest = slab;
    Slab full = open;
    open = slab;
    bytes += slab.bytes.length;
    if (full != null) {
      releaseIfEmpty(full);
    }
    return slab;
  }
}
