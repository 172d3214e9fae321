package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client sends and what Redis answers, as a file. A line that begins with {@code >} is a
 * request in words ({@code >>}: an inline one), those with {@code <} the lines of Redis's raw
 * reply, those with {@code !} the cache's where it is meant to be another, {@code ---} begins a new
 * connection; other lines are for readers. In replies {@code <any>} stands for what varies.
 */
final class Transcript {

  private static final Path DIRECTORY = Path.of("src", "test", "resources", "transcripts");
  private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
  private static final String ANY = "<any>";
  private static final String CRLF = "\r\n";

  private final Path file;
  private final List<Part> parts;

  /** A line that is no reply, and the lines of the reply to it. */
  private record Part(String line, List<String> redis, List<String> cache) {

    Part(String line) {
      this(line, new ArrayList<>(), new ArrayList<>());
    }

    boolean request() {
      return line.startsWith(">");
    }

    List<String> expected(boolean ofCache) {
      return ofCache && !cache.isEmpty() ? cache : redis;
    }
  }

  private Transcript(Path file, List<Part> parts) {
    this.file = file;
    this.parts = parts;
  }

  static List<Transcript> all() throws IOException {
    List<Transcript> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Transcript read(Path file) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("< ")) {
        parts.getLast().redis().add(line.substring(2));
      } else if (line.startsWith("! ")) {
        parts.getLast().cache().add(line.substring(2));
      } else {
        parts.add(new Part(line));
      }
    }
    return new Transcript(file, parts);
  }

  int requests() {
    return (int) parts.stream().filter(Part::request).count();
  }

  /** Sends it all, and tells of each reply that is another one than expected. */
  List<String> replay(InetSocketAddress server, boolean ofCache) throws IOException {
    List<String> differences = new ArrayList<>();
    List<Answer> answers = answers(server);
    int next = 0;
    for (Part part : parts) {
      if (part.request()) {
        Answer answer = answers.get(next++);
        if (!matches(part.expected(ofCache), answer)) {
          differences.add(
              "%s: %s%n  expected %s%n  answered %s"
                  .formatted(
                      file.getFileName(), part.line(), part.expected(ofCache), lines(answer)));
        }
      }
    }
    return differences;
  }

  /** Replaces the replies that are another one than expected by what the server answers. */
  void record(InetSocketAddress redis) throws IOException {
    List<Answer> answers = answers(redis);
    List<String> text = new ArrayList<>();
    int next = 0;
    for (Part part : parts) {
      text.add(part.line());
      if (part.request()) {
        Answer answer = answers.get(next++);
        List<String> reply = matches(part.redis(), answer) ? part.redis() : lines(answer);
        reply.forEach(line -> text.add("< " + line));
        part.cache().forEach(line -> text.add("! " + line));
      }
    }
    Files.write(file, text);
  }

  private List<Answer> answers(InetSocketAddress server) throws IOException {
    List<Answer> answers = new ArrayList<>();
    RespConnection connection = new RespConnection(server);
    try {
      connection.call("FLUSHALL");
      for (Part part : parts) {
        if (part.line().startsWith("---")) {
          connection.close();
          connection = new RespConnection(server);
        } else if (part.request()) {
          send(connection, part.line());
          answers.add(connection.read());
        }
      }
      return answers;
    } finally {
      connection.close();
    }
  }

  private static void send(RespConnection connection, String line) {
    if (line.startsWith(">>")) {
      connection.bytes(Answer.latin(line.substring(2).strip() + CRLF));
    } else {
      List<byte[]> words = new ArrayList<>();
      Matcher matcher = WORD.matcher(line.substring(1));
      while (matcher.find()) {
        words.add(
            matcher.group(1) != null
                ? Words.unescape(matcher.group(1))
                : Answer.latin(matcher.group(2)));
      }
      connection.request(words);
    }
    connection.flush();
  }

  private static boolean matches(List<String> expected, Answer answer) {
    String pattern =
        Arrays.stream(String.join(CRLF, expected).split(ANY, -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(String.join(CRLF, lines(answer)))
        .matches();
  }

  /** The lines of a raw reply, control bytes escaped. */
  private static List<String> lines(Answer answer) {
    return Arrays.stream(answer.rawText().split(CRLF, -1))
        .limit(Math.max(1, answer.rawText().split(CRLF, -1).length - 1))
        .map(line -> {
          String quoted = Words.quoted(Answer.latin(line));
          return quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"");
        })
        .toList();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
