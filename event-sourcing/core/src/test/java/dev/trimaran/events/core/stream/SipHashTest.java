package dev.trimaran.events.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The first vectors of the reference code for 128 bits of output: key 00 to 0f, data 00, 01, ...
 */
final class SipHashTest {

  private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @Test
  void theReferencesVectors() {
    assertThat(hash.hash(new byte[0]))
        .isEqualTo(new StreamKey(0xe6a825ba047f81a3L, 0x930255c71472f66dL));
    assertThat(hash.hash(new byte[] {0}))
        .isEqualTo(new StreamKey(0x44af996bd8c187daL, 0x45fc229b11597634L));
  }

  @Test
  void everyLengthHasItsOwnHash() {
    var seen = new java.util.HashSet<StreamKey>();
    for (int length = 0; length < 200; length++) {
      assertThat(seen.add(hash.hash(new byte[length]))).as("length %d", length).isTrue();
    }
  }
}
