package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.HistoryRecorder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Histories as one line each: {@code "a:put 1 | b:get | a:ok | b:found 1"}. A name before the colon
 * is a client; the key is {@code k}.
 */
final class HistoryScript {

  private static final String KEY = "k";

  private HistoryScript() {}

  static History of(String script) {
    AtomicLong time = new AtomicLong();
    HistoryRecorder recorder = new HistoryRecorder(() -> time.addAndGet(1_000_000));
    Map<String, Long> open = new HashMap<>();
    for (String part : script.split("\\|", -1)) {
      String[] sides = part.strip().split(":", 2);
      String client = sides[0];
      String[] words = sides[1].strip().split(" ", -1);
      Command command = command(words);
      if (command != null) {
        open.put(client, recorder.invoke(client.charAt(0) - 'a', command));
      } else {
        end(recorder, Objects.requireNonNull(open.get(client)), words);
      }
    }
    return recorder.history();
  }

  private static @Nullable Command command(String[] words) {
    return switch (words[0]) {
      case "put" -> new Command.Put(KEY, words[1]);
      case "get" -> new Command.Get(KEY);
      case "cas" -> new Command.CompareAndSet(KEY, words[1], words[2]);
      case "delete" -> new Command.Delete(KEY);
      default -> null;
    };
  }

  private static void end(HistoryRecorder recorder, long id, String[] words) {
    switch (words[0]) {
      case "ok" -> recorder.ok(id, answer(words, true));
      case "no" -> recorder.ok(id, answer(words, false));
      case "nothing" -> recorder.ok(id, Answer.found(null));
      case "found" -> recorder.ok(id, found(words));
      case "fail" -> recorder.fail(id);
      case "info" -> recorder.info(id);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  /** {@code ok @5}: done at revision 5. */
  private static Answer answer(String[] words, boolean succeeded) {
    return words.length == 1
        ? (succeeded ? Answer.DONE : Answer.NOT_DONE)
        : Answer.at(Long.parseLong(words[1].substring(1)), succeeded);
  }

  /** {@code found 1 @7 mod 5 v 2}: value 1 at revision 7, written at 5, second version. */
  private static Answer found(String[] words) {
    if (words.length == 2) {
      return Answer.found(words[1]);
    }
    return new Answer(
        true,
        words[1],
        Long.parseLong(words[2].substring(1)),
        Long.parseLong(words[4]),
        Long.parseLong(words[6]));
  }
}
