package dev.trimaran.events.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open and sealed segments beside a list that is searched from end to end. */
final class SegmentPropertyTest {

  private static final long IDENTITY = 77;

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 1",
    "2, 5, 300, 3",
    "3, 1000, 5000, 20",
    "4, 65536, 20000, 1",
    "5, 9, 20000, 15000",
    "6, 7000000000, 65536, 400",
    "7, 0, 65536, 65536"
  })
  void answersAreThoseOfTheList(long seed, long first, int size, int streams) throws Exception {
    SampleLog log = new SampleLog(seed, first, size, streams);
    OpenSegment again = Journal.replay(ByteBuffer.wrap(log.open.journal()), size);
    SealedSegment<DecodeException> sealed = seal(log.open);
    for (Segment<? extends Exception> segment : List.of(log.open, again, sealed)) {
      assertThat(segment.first()).isEqualTo(first);
      assertThat(segment.end()).isEqualTo(first + size);
      assertThat(segment.latestCreated())
          .isEqualTo(
              log.events.stream()
                  .mapToLong(event -> SampleLog.created(event.place()))
                  .max()
                  .getAsLong());
      SeededRandomness random = new SeededRandomness(seed);
      for (int round = 0; round < 20; round++) {
        streams(log, segment, random);
        places(log, segment, random);
        terms(log, segment, random);
      }
    }
    assertThat(SegmentWriter.write(again, IDENTITY))
        .isEqualTo(SegmentWriter.write(log.open, IDENTITY));
  }

  static SealedSegment<DecodeException> seal(OpenSegment open) throws DecodeException {
    ByteBuffer file = SegmentWriter.write(open, IDENTITY);
    return open(file);
  }

  static SealedSegment<DecodeException> open(ByteBuffer file) throws DecodeException {
    int at = file.limit() - SegmentDirectory.FOOTER_BYTES;
    SegmentDirectory.Footer footer =
        SegmentDirectory.footer(file.slice(at, SegmentDirectory.FOOTER_BYTES));
    if (footer.fileBytes() != file.limit()) {
      throw new DecodeException("length", at);
    }
    SegmentDirectory directory =
        SegmentDirectory.decode(
            file.slice(footer.directoryAt(), footer.directoryBytes()), IDENTITY);
    return new SealedSegment<>(
        directory, block -> SegmentDirectory.verified(file.slice(block.at(), block.bytes())));
  }

  private static void streams(
      SampleLog log, Segment<? extends Exception> segment, SeededRandomness random)
      throws Exception {
    boolean known = random.nextInt(5) > 0;
    long hash = known ? log.hashes[random.nextInt(log.hashes.length)] : random.nextLong();
    long low = random.nextInt(3) * 1000L + random.nextInt(50);
    long high = low + random.nextInt(100);
    if (random.nextInt(10) == 0) {
      low = Long.MAX_VALUE;
      high = low;
    }
    Candidates found = new Candidates(low, high);
    segment.find(hash, found);
    Map<Long, List<Long>> expected = new HashMap<>();
    for (SampleLog.Event event : log.events) {
      if (event.hash() == hash) {
        expected
            .computeIfAbsent(event.place().revision(), _ -> new ArrayList<>())
            .add(event.position());
      }
    }
    boolean complete = true;
    for (long revision = low; revision >= 0 && revision <= high; revision++) {
      List<Long> positions = expected.getOrDefault(revision, List.of());
      complete &= !positions.isEmpty();
      assertArrayEquals(
          positions.stream().mapToLong(Long::longValue).toArray(), found.of(revision));
    }
    assertThat(found.isComplete()).isEqualTo(complete);
  }

  private static void places(
      SampleLog log, Segment<? extends Exception> segment, SeededRandomness random)
      throws Exception {
    int at = random.nextInt(log.events.size());
    Places places = segment.places(segment.first() + at, 1 + random.nextInt(700));
    assertThat(places.first()).isEqualTo(segment.first() + at);
    assertThat(places.end()).isGreaterThan(places.first());
    for (long position = places.first(); position < places.end(); position++) {
      assertEquals(log.events.get((int) (position - segment.first())).place(), places.at(position));
    }
  }

  private static void terms(
      SampleLog log, Segment<? extends Exception> segment, SeededRandomness random)
      throws Exception {
    SampleLog.Event event = log.events.get(random.nextInt(log.events.size()));
    Term term = event.terms().get(random.nextInt(event.terms().size()));
    if (random.nextInt(5) == 0) {
      term = Term.tag("never" + random.nextInt(1000));
    }
    List<Long> expected = new ArrayList<>();
    for (SampleLog.Event one : log.events) {
      if (one.terms().contains(term)) {
        expected.add(one.position());
      }
    }
    assertThat(segment.count(term)).isEqualTo(expected.size());
    long before = segment.first() - 2 + random.nextInt(segment.size() + 4);
    assertThat(segment.rank(term, before))
        .isEqualTo((int) expected.stream().filter(position -> position < before).count());
    int skip = random.nextInt(expected.size() + 2);
    int max = random.nextInt(expected.size() + 2);
    long[] found = segment.positions(term, skip, max);
    int from = Math.min(skip, expected.size());
    int to = (int) Math.min(expected.size(), (long) from + max);
    assertArrayEquals(
        expected.subList(from, to).stream().mapToLong(Long::longValue).toArray(), found);
  }
}
