package dev.trimaran.cache.core.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * However a stream is cut into pieces, the parser finds what {@link SlowParser} finds in the whole.
 * A failure names its seed; {@code -Dresp.seed=N} replays it alone.
 */
final class RequestParserPropertyTest {

  private static final int STREAMS = 20_000;
  private static final RequestLimits LIMITS = new RequestLimits(300, 30, 60, 10, 100);
  private static final String NASTY = "*$\r\n\"'\\ x0123456789-abc\0\t\u00ff";

  @Test
  void findsWhatTheSlowParserFinds() {
    Long only = Long.getLong("resp.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? STREAMS : only;
    for (long seed = first; seed <= last; seed++) {
      SeededRandomness random = new SeededRandomness(seed);
      byte[] stream = stream(random);
      SlowParser.Parsed expected = SlowParser.parse(stream, LIMITS);
      assertThat(inPieces(stream, random)).as("-Dresp.seed=%d", seed).isEqualTo(expected);
    }
  }

  private static SlowParser.Parsed inPieces(byte[] stream, SeededRandomness random) {
    RequestParser parser = new RequestParser(LIMITS);
    Input input = new Input();
    List<List<String>> found = new ArrayList<>();
    int longest = 1 + random.nextInt(random.nextInt(2) == 0 ? 4 : 200);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(stream.length - at, 1 + random.nextInt(longest));
      if (random.nextInt(8) == 0) {
        input = elsewhere(input, random);
      }
      input.add(stream, at, length);
      at += length;
      RequestParser.Outcome outcome = parser.next(input);
      while (outcome == RequestParser.Outcome.REQUEST) {
        found.add(RequestParserTest.words(parser.arguments()));
        outcome = parser.next(input);
      }
      if (outcome == RequestParser.Outcome.BROKEN) {
        return new SlowParser.Parsed(found, true);
      }
    }
    return new SlowParser.Parsed(found, false);
  }

  /** The same bytes at other places of another array. */
  private static Input elsewhere(Input input, SeededRandomness random) {
    Input other = new Input();
    int lead = random.nextInt(50);
    other.add(new byte[lead + 1], 0, lead + 1);
    other.consume(lead);
    other.add(input.array(), input.start(), input.length());
    other.consume(1);
    return other;
  }

  private static byte[] stream(SeededRandomness random) {
    StringBuilder text = new StringBuilder();
    int requests = 1 + random.nextInt(6);
    for (int i = 0; i < requests; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> array(text, random);
        case 4, 5 -> text.append(nasty(random, 30)).append("\r\n");
        case 6 -> text.append("GET ").append(random.nextInt(1000)).append('\n');
        default -> text.append(nasty(random, 100));
      }
    }
    byte[] bytes = text.toString().getBytes(ISO_8859_1);
    if (random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) NASTY.charAt(random.nextInt(NASTY.length()));
    }
    return bytes;
  }

  private static void array(StringBuilder text, SeededRandomness random) {
    int count = random.nextInt(random.nextInt(9) == 0 ? 40 : 5);
    text.append('*').append(count).append("\r\n");
    for (int i = 0; i < count; i++) {
      String word = nasty(random, random.nextInt(20) == 0 ? 400 : 12);
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
  }

  private static String nasty(SeededRandomness random, int longest) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      text.append(NASTY.charAt(random.nextInt(NASTY.length())));
    }
    return text.toString();
  }
}
