package dev.trimaran.cache.core.store;

import dev.trimaran.base.Checks;
import dev.trimaran.cache.core.keyspace.Value;
import java.util.Arrays;

/**
 * The strings of a database. A string lies in its record while it is short, else in an array of its
 * own; one that is edited gets room to grow.
 */
final class Strings {

  private static final int LARGE_STEP = 1 << 20;
  private static final int NARROW_SLACK = 8;

  private final Ground ground;
  private final Entries entries;
  private final Records records;
  private final Maker maker;

  Strings(Ground ground, Entries entries, Maker maker) {
    this.ground = ground;
    this.entries = entries;
    this.maker = maker;
    records = entries.records;
  }

  /** Makes the record of a string as the maker has been told to; it is not in the index yet. */
  long make(byte[] key, int offset, int length, Value value, long deadlineMs) {
    int flags = value.raw() ? Records.EDITED : 0;
    long made;
    if (Maker.fits(length, value.length())) {
      made = maker.inline(key, offset, length, value.length(), 0);
      int at = records.valueOffset(made);
      System.arraycopy(value.array(), value.offset(), records.array(made), at, value.length());
      entries.arise(made, deadlineMs, Records.INLINE | flags);
    } else {
      Outside outside = new Outside();
      outside.length = value.length();
      outside.bytes =
          Arrays.copyOfRange(value.array(), value.offset(), value.offset() + value.length());
      made = maker.outside(key, offset, length, outside);
      int kind = Records.STRING_OUTSIDE | Maker.keyFlag(length);
      entries.arise(made, deadlineMs, kind | flags);
    }
    return made;
  }

  /** Writes a string over another, if that leaves the record where it is and wastes little. */
  boolean overwrite(long place, Value value, long deadlineMs) {
    long meta = records.meta(place);
    if (Records.has(meta, Records.TOMBSTONE) || !fitsOver(place, meta, value.length())) {
      return false;
    }
    System.arraycopy(value.array(), value.offset(), array(place), offset(place), value.length());
    int flags = (int) meta & ~Records.EDITED & 0xFF;
    entries.arise(place, deadlineMs, value.raw() ? flags | Records.EDITED : flags);
    entries.stamp(place);
    return true;
  }

  /** Makes the string of that length, if there is room for it and not much more. */
  private boolean fitsOver(long place, long meta, int length) {
    if (Records.kind(meta) == Records.INLINE) {
      long shape = records.shape(place);
      int room = Records.valuePart(shape) + Records.slack(shape);
      int slack = room - length;
      // With its slack a record may have more room than its length has bits for.
      if (length > Records.LONGEST_VALUE
          || slack < 0
          || slack > Math.min(Math.max(NARROW_SLACK, room / 4), Records.MOST_SLACK)) {
        return false;
      }
      reshape(place, length, slack);
      return true;
    }
    if (Records.kind(meta) == Records.STRING_OUTSIDE) {
      Outside outside = records.outside(place);
      if (outside.bytes.length == length) {
        outside.length = length;
        outside.softMs = -1;
        return true;
      }
    }
    return false;
  }

  private void reshape(long place, int value, int slack) {
    long shape = records.shape(place);
    records.shape(place, Records.shape(Records.use(shape), slack, Records.keyPart(shape), value));
  }

  byte[] array(long place) {
    return records.isInline(place) ? records.array(place) : records.outside(place).bytes;
  }

  int offset(long place) {
    return records.isInline(place) ? records.valueOffset(place) : 0;
  }

  int length(long place) {
    return records.isInline(place)
        ? Records.valuePart(records.shape(place))
        : records.outside(place).length;
  }

  long resize(long place, int length) {
    long meta = records.meta(place);
    if (Records.kind(meta) == Records.STRING_OUTSIDE) {
      resizeOutside(records.outside(place), length);
    } else {
      Checks.that(Records.kind(meta) == Records.INLINE, "only strings are resized");
      long shape = records.shape(place);
      int before = Records.valuePart(shape);
      int slack = before + Records.slack(shape) - length;
      if (slack < 0 || slack > Records.MOST_SLACK || length > Records.LONGEST_VALUE) {
        return anew(place, length);
      }
      reshape(place, length, slack);
      if (length > before) {
        int at = records.valueOffset(place);
        Arrays.fill(records.array(place), at + before, at + length, (byte) 0);
      }
    }
    records.meta(place, meta | Records.EDITED);
    entries.stamp(place);
    return place;
  }

  /** Makes another record for an edited string, with room for it to grow. */
  private long anew(long place, int length) {
    long hash = records.hash(place, ground.hasher);
    byte[] key = records.keyArray(place);
    int at = records.keyOffset(place);
    int keyLength = records.keyLength(place);
    int from = records.valueOffset(place);
    int kept = Math.min(length, Records.valuePart(records.shape(place)));
    long meta = records.meta(place);
    int flags = (int) meta & 0xFF | Records.EDITED;
    maker.following(hash, place);
    long made;
    if (length <= Records.LONGEST_VALUE) {
      int slack = Math.min(Records.MOST_SLACK, length / 2);
      made = maker.inline(key, at, keyLength, length, slack);
      int to = records.valueOffset(made);
      byte[] array = records.array(made);
      System.arraycopy(records.array(place), from, array, to, kept);
      Arrays.fill(array, to + kept, to + length, (byte) 0);
    } else {
      Outside outside = new Outside();
      outside.bytes = new byte[roomFor(length)];
      outside.length = length;
      System.arraycopy(records.array(place), from, outside.bytes, 0, kept);
      made = maker.outside(key, at, keyLength, outside);
      flags = flags & ~Records.KIND | Records.STRING_OUTSIDE;
    }
    entries.arise(made, Records.deadline(meta), flags);
    entries.settle(hash, place, made);
    return made;
  }

  private void resizeOutside(Outside outside, int length) {
    byte[] before = outside.bytes;
    int kept = Math.min(length, outside.length);
    if (length > before.length || length < before.length / 4) {
      outside.bytes = new byte[roomFor(length)];
      System.arraycopy(before, 0, outside.bytes, 0, kept);
    } else if (length > kept) {
      Arrays.fill(before, kept, length, (byte) 0);
    }
    outside.length = length;
    outside.softMs = -1;
    entries.outsides.account(outside);
  }

  /** As Redis does: twice of what is needed, from 1 MB on 1 MB more. */
  private static int roomFor(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, length + Math.min((long) length, LARGE_STEP));
  }
}
