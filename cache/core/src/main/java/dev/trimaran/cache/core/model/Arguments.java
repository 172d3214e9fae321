package dev.trimaran.cache.core.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The arguments of one request, the command's name at 0, as views into one array: that of the
 * connection's input, valid only until the command returns. Reused from request to request; whoever
 * keeps an argument copies it with {@link #copy}, whoever keeps all of them with {@link #detached}.
 */
public final class Arguments {

  private byte[] array;
  private int[] offsets;
  private int[] lengths;
  private int count;

  /** Empty, to be filled by a parser. */
  public Arguments() {
    array = new byte[0];
    offsets = new int[16];
    lengths = new int[16];
  }

  /** From texts, in UTF-8. */
  public static Arguments of(String... texts) {
    byte[][] parts = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      parts[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    }
    return of(parts);
  }

  /** From copies of {@code parts}. */
  public static Arguments of(byte[]... parts) {
    int total = 0;
    for (byte[] part : parts) {
      total += part.length;
    }
    Arguments made = new Arguments();
    byte[] all = new byte[total];
    made.begin(all);
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      made.add(at, part.length);
      at += part.length;
    }
    return made;
  }

  /** Forgets all arguments; those that are added next lie in {@code array}. */
  public void begin(byte[] array) {
    this.array = array;
    count = 0;
  }

  /** Adds the argument at {@code offset} of the array. */
  public void add(int offset, int length) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    offsets[count] = offset;
    lengths[count] = length;
    count++;
  }

  /** The same offsets in another array: the input was moved while a request was incomplete. */
  public void moved(byte[] to, int delta) {
    array = to;
    for (int i = 0; i < count; i++) {
      offsets[i] += delta;
    }
  }

  /** How many there are, the command's name included. */
  public int count() {
    return count;
  }

  public byte[] array() {
    return array;
  }

  public int offset(int index) {
    return offsets[index];
  }

  public int length(int index) {
    return lengths[index];
  }

  /** Whether argument {@code index} is {@code word}, in any case. */
  public boolean is(int index, Word word) {
    return word.matches(array, offsets[index], lengths[index]);
  }

  /** A copy of one argument. */
  public byte[] copy(int index) {
    return Arrays.copyOfRange(array, offsets[index], offsets[index] + lengths[index]);
  }

  /** One argument as text: UTF-8, what is none replaced. Not for hot paths. */
  public String text(int index) {
    return new String(array, offsets[index], lengths[index], StandardCharsets.UTF_8);
  }

  /** A copy that outlives the request. */
  public Arguments detached() {
    byte[][] parts = new byte[count][];
    for (int i = 0; i < count; i++) {
      parts[i] = copy(i);
    }
    return of(parts);
  }
}
