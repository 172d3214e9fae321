package dev.trimaran.events.core.index;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.codec.Decoder;
import dev.trimaran.base.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was added to an open segment, in bytes, in that order: a checkpoint takes them along, since
 * an open segment has no file. Terms are spelled out once, afterwards told by number.
 */
public final class Journal {

  private static final int VERSION = 1;

  private final Encoder events = new Encoder(1024);
  private long entry;
  private long created;

  Journal() {}

  /** An event; its terms follow. */
  void event(Place place, long newCreated, long streamHash, int terms) {
    events.varint(place.entry() - entry).varint(place.number()).varint(place.revision());
    events.varint(zigzag(newCreated - created)).i64(streamHash).varint(terms);
    entry = place.entry();
    created = newCreated;
  }

  /** A term that was not told before: it has the next number, from 1. */
  void newTerm(Term term) {
    events.varint(0).u8(term.kind().ordinal()).string(term.name());
  }

  void term(int number) {
    events.varint(number);
  }

  /** Small numbers of both signs as small ones without. */
  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  byte[] toBytes(long first, int size) {
    ByteBuffer written = events.toBuffer();
    ByteBuffer head = new Encoder(16).u8(VERSION).varint(first).varint(size).toBuffer();
    byte[] bytes = new byte[head.remaining() + written.remaining()];
    head.get(bytes, 0, head.remaining());
    written.get(bytes, bytes.length - written.remaining(), written.remaining());
    return bytes;
  }

  /**
   * The segment that had written this journal.
   *
   * @param capacity as the segment's
   * @throws DecodeException when it is not a journal
   */
  public static OpenSegment replay(ByteBuffer journal, int capacity) throws DecodeException {
    Decoder in = new Decoder(journal);
    int version = in.u8();
    if (version != VERSION) {
      throw new DecodeException("version " + version + " of an index journal is unknown", 0);
    }
    long first = in.varint();
    int size = in.count(13);
    if (first < 0 || size > capacity) {
      throw new DecodeException("a journal of " + size + " events from " + first, 0);
    }
    OpenSegment segment = new OpenSegment(first, capacity);
    List<Term> known = new ArrayList<>();
    long entry = 0;
    long created = 0;
    for (int i = 0; i < size; i++) {
      entry += in.varint();
      Place place = new Place(entry, (int) in.varint(), in.varint());
      long change = in.varint();
      created += change >>> 1 ^ -(change & 1);
      long hash = in.i64();
      int count = in.count(1);
      List<Term> terms = new ArrayList<>(count);
      for (int t = 0; t < count; t++) {
        terms.add(term(in, known));
      }
      segment.add(place, created, hash, terms);
    }
    in.end();
    return segment;
  }

  private static Term term(Decoder in, List<Term> known) throws DecodeException {
    long number = in.varint();
    if (number == 0) {
      int kind = in.u8();
      if (kind >= Term.Kind.values().length) {
        throw new DecodeException("a term of kind " + kind, 0);
      }
      known.add(new Term(Term.Kind.values()[kind], in.string()));
      return known.getLast();
    }
    if (number < 0 || number > known.size()) {
      throw new DecodeException("term " + number + " of " + known.size(), 0);
    }
    return known.get((int) number - 1);
  }
}
