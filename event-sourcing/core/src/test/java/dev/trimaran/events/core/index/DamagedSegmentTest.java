package dev.trimaran.events.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.base.random.SeededRandomness;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Row 20 of the failure catalogue, the bytes' side: torn, flipped, another's. */
final class DamagedSegmentTest {

  private final SampleLog log = new SampleLog(11, 100, 3000, 40);

  @Test
  void everyFlippedBitIsFoundWhenItIsRead() {
    byte[] sound = bytes();
    SeededRandomness random = new SeededRandomness(5);
    for (int round = 0; round < 150; round++) {
      byte[] flipped = sound.clone();
      int bit = 12 * 8 + random.nextInt((sound.length - 12) * 8);
      flipped[bit >>> 3] ^= (byte) (1 << (bit & 7));
      assertThatThrownBy(() -> readAll(flipped))
          .as("bit %d", bit)
          .isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void aTornFileHasNoFooter() {
    byte[] sound = bytes();
    for (int length = 32; length < sound.length; length += 97) {
      byte[] torn = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> readAll(torn)).isInstanceOf(DecodeException.class);
      byte[] zeros = Arrays.copyOf(torn, sound.length);
      assertThatThrownBy(() -> readAll(zeros)).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void theFileOfAnotherLogIsRefused() {
    ByteBuffer other = SegmentWriter.write(log.open, 78);
    assertThatThrownBy(() -> SegmentPropertyTest.open(other))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("another log");
  }

  @Test
  void aCutJournalIsNotASegment() throws DecodeException {
    byte[] journal = log.open.journal();
    assertThat(Journal.replay(ByteBuffer.wrap(journal), 3000).size()).isEqualTo(3000);
    for (int length = 0; length < journal.length; length += 101) {
      ByteBuffer cut = ByteBuffer.wrap(journal, 0, length);
      assertThatThrownBy(() -> Journal.replay(cut, 3000)).isInstanceOf(DecodeException.class);
    }
  }

  private byte[] bytes() {
    ByteBuffer file = SegmentWriter.write(log.open, 77);
    byte[] bytes = new byte[file.remaining()];
    file.get(bytes);
    return bytes;
  }

  /** Reads every block. */
  private void readAll(byte[] file) throws DecodeException {
    SealedSegment<DecodeException> sealed = SegmentPropertyTest.open(ByteBuffer.wrap(file));
    for (long at = sealed.first(); at < sealed.end(); at = sealed.places(at, 10_000).end()) {
      assertThat(at).isLessThan(sealed.end());
    }
    for (SampleLog.Event event : log.events) {
      sealed.find(event.hash(), new Candidates(event.place().revision(), event.place().revision()));
      for (Term term : event.terms()) {
        sealed.positions(term, 0, 1);
      }
    }
  }
}
