package dev.trimaran.cache.core.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is seen of requests before they are read. */
final class LookaheadTest {

  private static final String GET_A = "*2\r\n$3\r\nGET\r\n$1\r\na\r\n";
  private static final String SET_B = "*3\r\n$3\r\nSET\r\n$2\r\nbb\r\n$5\r\n*1\r\n$\r\n";
  private static final String GET_C = "*2\r\n$3\r\nGET\r\n$1\r\nc\r\n";

  private final Lookahead lookahead = new Lookahead();
  private final Input input = new Input();

  private int glance(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    input.add(bytes, 0, bytes.length);
    return lookahead.glance(input);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < lookahead.keys().count(); i++) {
      keys.add(lookahead.keys().text(i));
    }
    return keys;
  }

  @Test
  void seesTheKeysOfCompleteRequests() {
    assertThat(glance(GET_A + SET_B + GET_C + "*2\r\n$3\r\nGET\r\n$1\r\n")).isEqualTo(3);
    assertThat(keys()).containsExactly("a", "bb", "c");
    assertThat(input.length()).isPositive();
  }

  @Test
  void seesOneKeyAsNothingToHurryFor() {
    assertThat(glance(GET_A + GET_A + GET_C)).isEqualTo(32);
    assertThat(keys()).isEmpty();
  }

  @Test
  void stopsAtWhatIsUnusual() {
    assertThat(glance(GET_A + "PING\r\n" + GET_C)).isEqualTo(1);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void asksToBeAskedAgainAfterABatch() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      many.append("*2\r\n$3\r\nGET\r\n$2\r\n").append(10 + i % 90).append("\r\n");
    }
    assertThat(glance(many.toString())).isEqualTo(32);
    assertThat(keys()).hasSize(32);
  }

  @Test
  void believesNoLength() {
    for (String lie :
        List.of("*2\r\n$3\r\nGET\r\n$9999999999\r\n", "*\r\n", "*2\r\n$-1\r\n", "*999999\r\n")) {
      assertThat(glance(lie)).isEqualTo(1);
      assertThat(keys()).isEmpty();
      input.reset();
    }
  }

  /** Whatever is there, each end of it and each byte of it that is another. */
  @Test
  void nothingUpsetsIt() {
    byte[] whole = (GET_A + SET_B + GET_C).getBytes(ISO_8859_1);
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) "*$\r\n0129-a".charAt(random.nextInt(10));
      }
      input.reset();
      input.add(bytes, 0, random.nextInt(bytes.length + 1));
      assertThat(lookahead.glance(input)).isPositive();
      for (int i = 0; i < lookahead.keys().count(); i++) {
        int end = lookahead.keys().offset(i) + lookahead.keys().length(i);
        assertThat(end).isLessThanOrEqualTo(input.end() - 2);
      }
    }
  }
}
