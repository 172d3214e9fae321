package dev.trimaran.cache.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoublesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "12, 12",
    "-1.5, -1.5",
    "+3, 3",
    "5., 5",
    ".5, 0.5",
    "1e3, 1000",
    "123456789012345678, 123456789012345678",
    "0.1, 0.1",
    "0x10, 16",
    "-0x1.8p1, -3",
    "1E-2, 0.01",
    "inf, Infinity",
    "-Infinity, -Infinity",
    "0e400, 0",
    "1e-320, 1e-320",
    "0.000000000000001, 1e-15"
  })
  void reads(String text, double value) {
    assertThat(parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "-",
        ".",
        "e1",
        "1e",
        "1e+",
        "nan",
        "0x",
        "1.2.3",
        "--1",
        "1f",
        "1d",
        "0xg",
        "1e400",
        "-1e400",
        "1e-400",
        "0x1p-2000"
      })
  void refuses(String text) {
    assertThat(parse(text)).isNaN();
  }

  private static double parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Doubles.parse(bytes, 0, bytes.length);
  }
}
