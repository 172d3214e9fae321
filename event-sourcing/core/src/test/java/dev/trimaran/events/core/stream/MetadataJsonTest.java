package dev.trimaran.events.core.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.StreamMetadata;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataJsonTest {

  private static StreamMetadata read(String json) {
    return MetadataJson.read(json.getBytes(UTF_8));
  }

  @Test
  void threeNumbersAreRead() {
    assertThat(read("{\"$maxCount\": 10, \"$maxAge\":3600 ,\"$tb\":5}"))
        .isEqualTo(new StreamMetadata(10, 3600, 5));
    assertThat(read("{\"$tb\":9223372036854775807}").truncateBefore())
        .isEqualTo(StreamMetadata.DELETED);
  }

  @Test
  void therestIsPassed() {
    String json =
        "{\"$acl\":{\"$r\":[\"$all\",\"}\"],\"x\":{}},\"own\":[1,{\"$tb\":9}],\"e\":\"\\\"\\u0041\","
            + "\"t\":true,\"n\":null,\"d\":1.5,\"$maxCount\":3}";
    assertThat(read(json)).isEqualTo(new StreamMetadata(3, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "nonsense",
        "{\"$maxCount\"",
        "{\"$maxCount\":",
        "{\"a\":{}",
        "{\"a\":[1,}",
        "{\"$maxCount\":\"7\"}",
        "{\"$maxCount\":-7}",
        "{\"$maxCount\":1e3}",
        "{\"$maxCount\":99999999999999999999}",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\uzzzz\"}"
      })
  void whatIsNotAsItShouldBeSaysNothing(String json) {
    assertThat(read(json)).isEqualTo(StreamMetadata.NONE);
  }

  @Test
  void deepNestingIsRefusedWithoutHarm() {
    assertThat(read("{\"a\":" + "[".repeat(100_000))).isEqualTo(StreamMetadata.NONE);
  }

  @Test
  void randomBytesDoNoHarm() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      String alphabet = "{}[]\":,\\u0n1 $tb";
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      assertThat(MetadataJson.read(bytes)).isNotNull();
    }
  }
}
