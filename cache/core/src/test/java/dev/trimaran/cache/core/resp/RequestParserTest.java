package dev.trimaran.cache.core.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.core.model.Arguments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a request, what is not yet one, and what never will be. */
final class RequestParserTest {

  private static final RequestLimits SMALL = new RequestLimits(100, 20, 40, 2, 8);

  private final Input input = new Input();
  private RequestParser parser = new RequestParser(RequestLimits.DEFAULT);

  private void feed(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    input.add(bytes, 0, bytes.length);
  }

  private List<String> all(String text) {
    feed(text);
    List<String> found = new ArrayList<>();
    while (true) {
      switch (parser.next(input)) {
        case REQUEST -> found.add(String.join("|", words(parser.arguments())));
        case INCOMPLETE -> {
          return found;
        }
        case BROKEN -> {
          found.add(parser.error());
          return found;
        }
      }
    }
  }

  static List<String> words(Arguments arguments) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      words.add(new String(arguments.copy(i), ISO_8859_1));
    }
    return words;
  }

  @Test
  void readsArraysOfBulkStrings() {
    assertThat(all("*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n*1\r\n$4\r\nPING\r\n"))
        .containsExactly("ECHO|hi", "PING");
    assertThat(all("*2\r\n$1\r\na\r\n$0\r\n\r\n*3\r\n$1\r\na\r\n$2\r\n\r\n\r\n$1\r\nc\r\n"))
        .containsExactly("a|", "a|\r\n|c");
  }

  @Test
  void skipsWhatIsNoRequest() {
    assertThat(all("*0\r\n*-1\r\n\r\n  \r\n\nPING\r\n")).containsExactly("PING");
    assertThat(input.isEmpty()).isTrue();
  }

  @Test
  void readsLinesWithQuotes() {
    assertThat(all("set key \"a b\\x41\\n\\\"\" 'it\\'s' \"\"\r\n"))
        .containsExactly("set|key|a bA\n\"|it's|");
    assertThat(all("pre\"fix\" x\\y \"\\q\\xzz\"\n")).containsExactly("prefix|x\\y|qxzz");
  }

  /** A line or two, and what is wrong with them. */
  record Request(String text, String error) {
    static Request of(String text, String error) {
      return new Request(text, error);
    }
  }

  static List<Request> broken() {
    String quotes = "unbalanced quotes in request";
    return List.of(
        Request.of("GET \"a", quotes),
        Request.of("GET 'a", quotes),
        Request.of("GET \"a\"b", quotes),
        Request.of("*x", "invalid multibulk length"),
        Request.of("*", "invalid multibulk length"),
        Request.of("*01", "invalid multibulk length"),
        Request.of("*1048577", "invalid multibulk length"),
        Request.of("*99999999999999999999", "invalid multibulk length"),
        Request.of("*1\r\n:1", "expected '$', got ':'"),
        Request.of("*1\r\n$-1", "invalid bulk length"),
        Request.of("*1\r\n$", "invalid bulk length"),
        Request.of("*1\r\n$536870913", "invalid bulk length"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesWhatIsNotTheProtocol(Request request) {
    assertThat(all(request.text() + "\r\n"))
        .containsExactly("ERR Protocol error: " + request.error());
  }

  @Test
  void aHugeBulkIsAnnouncedWithoutBeingAllocated() {
    assertThat(all("*2\r\n$3\r\nSET\r\n$536870912\r\n")).isEmpty();
    assertThat(input.capacity()).isLessThan(100_000);
  }

  @Test
  void refusesLinesThatDoNotEnd() {
    parser = new RequestParser(SMALL);
    assertThat(all("x".repeat(40))).isEmpty();
    assertThat(all("x")).containsExactly("ERR Protocol error: too big inline request");
  }

  @Test
  void refusesCountsThatDoNotEnd() {
    parser = new RequestParser(SMALL);
    assertThat(all("*" + "1".repeat(40)))
        .containsExactly("ERR Protocol error: too big mbulk count string");
    input.reset();
    parser = new RequestParser(SMALL);
    assertThat(all("*1\r\n$" + "1".repeat(40)))
        .containsExactly("ERR Protocol error: too big bulk count string");
  }

  @Test
  void strangersMaySayLittle() {
    parser = new RequestParser(SMALL);
    parser.stranger(true);
    assertThat(all("*2\r\n$4\r\nAUTH\r\n$8\r\n12345678\r\n")).containsExactly("AUTH|12345678");
    assertThat(all("*3\r\n"))
        .containsExactly("ERR Protocol error: unauthenticated multibulk length");
    input.reset();
    parser = new RequestParser(SMALL);
    parser.stranger(true);
    assertThat(all("*2\r\n$9\r\n"))
        .containsExactly("ERR Protocol error: unauthenticated bulk length");
  }

  @Test
  void argumentsFollowAnInputThatMoves() {
    assertThat(all("PING\r\n*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$40000\r\n")).containsExactly("PING");
    assertThat(all("v".repeat(40_000) + "\r\n")).containsExactly("SET|k|" + "v".repeat(40_000));
  }
}
