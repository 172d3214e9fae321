package dev.trimaran.cache.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums are those of Redis 7.0.15 on x86-64. */
class LongDoubleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.1, 0.1",
    "0.1, 0.2, 0.3",
    "10.5, 0.1, 10.6",
    "3, 1.000000000000000005, 4.00000000000000001",
    "1e17, 0.1, 100000000000000000.1015625",
    "99999999999999999999, 0, 100000000000000000000",
    "100000000000000000000, 3, 100000000000000000000",
    "5.0e3, 2.0e2, 5200",
    "1, -1, 0",
    "-0.00000000000000000001, 0, 0",
    "0x10, 1, 17"
  })
  void adds(String one, String other, String sum) {
    BigDecimal added = LongDouble.add(parsed(one), parsed(other));
    assertThat(new String(LongDouble.text(Objects.requireNonNull(added)), StandardCharsets.UTF_8))
        .isEqualTo(sum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "1 ", "abc", "inf", "nan", "1e5000", "1e-5000", "1e", "--1"})
  void refuses(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(LongDouble.parse(bytes, 0, bytes.length)).isNull();
  }

  /** Long texts are looked at by nobody else before. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "px", "0xp1", "0xg", "1x0", "0x1.2.3", "--0x1", "0x-1", "p0x1"})
  void refusesLongTexts(String end) {
    for (String text :
        List.of("q".repeat(300) + end, end + "q".repeat(300), end + "0".repeat(300))) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(LongDouble.parse(bytes, 0, bytes.length)).as(text).isNull();
    }
  }

  @Test
  void longTextsAreNumbersToo() {
    assertThat(parsed("0".repeat(300) + "12")).isEqualByComparingTo("12");
    assertThat(parsed("-0x" + "0".repeat(300) + "a.8p1")).isEqualByComparingTo("-21");
  }

  private static BigDecimal parsed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(LongDouble.parse(bytes, 0, bytes.length));
  }
}
