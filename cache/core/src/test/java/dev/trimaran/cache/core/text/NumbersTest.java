package dev.trimaran.cache.core.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers in bytes. */
class NumbersTest {

  private static boolean isInteger(String text) {
    byte[] bytes = (" " + text).getBytes(US_ASCII);
    return Numbers.isInteger(bytes, 1, bytes.length - 1);
  }

  private static void agrees(long value) {
    String text = Long.toString(value);
    byte[] into = new byte[1 + Numbers.MAX_DIGITS];
    assertThat(Numbers.digits(value)).isEqualTo(text.length());
    assertThat(Numbers.write(value, into, 1)).isEqualTo(text.length());
    assertThat(new String(into, 1, text.length(), US_ASCII)).isEqualTo(text);
    assertThat(isInteger(text)).isTrue();
    assertThat(Numbers.parse(into, 1, text.length())).isEqualTo(value);
  }

  @Test
  void writesAndReadsWhatJavaDoes() {
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long near = -2; near <= 2; near++) {
        agrees(power + near);
        agrees(-power + near);
        agrees(power * 9 + near);
      }
    }
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      agrees(random.nextLong() >> random.nextInt(64));
    }
    agrees(Long.MAX_VALUE);
    agrees(Long.MIN_VALUE);
    agrees(1_000_000_000_000_000_000L);
    agrees(-1_000_000_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "00",
        "01",
        "-0",
        "-01",
        "1 ",
        " 1",
        "1a",
        "a",
        "--1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "12345678901234567a",
        "123456789012345678a",
        "123456789012345678901"
      })
  void isStrict(String text) {
    assertThat(isInteger(text)).isFalse();
    assertThat(Arrays.asList("1", "-1")).allMatch(NumbersTest::isInteger);
  }
}
