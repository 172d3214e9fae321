package dev.trimaran.chaos.linearizability;

import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.specification.KeyValueSpecification;
import java.util.List;
import java.util.function.Function;

/** Histories whose verdict is known, against which every checker is measured. */
final class KnownHistories {

  record Known(String name, boolean legal, String script) {}

  static final List<Known> ALL =
      List.of(
          new Known("nothing", true, "a:get | a:nothing"),
          new Known("write then read", true, "a:put 1 | a:ok | b:get | b:found 1"),
          new Known(
              "a read during a write sees the old value or the new",
              true,
              "a:put 1 | a:ok | a:put 2 | b:get | c:get | b:found 1 | c:found 2 | a:ok"),
          new Known(
              "new then old while the write runs",
              false,
              "a:put 1 | a:ok | a:put 2 | b:get | b:found 2 | b:get | b:found 1 | a:ok"),
          new Known("stale read", false, "a:put 1 | a:ok | a:put 2 | a:ok | b:get | b:found 1"),
          new Known("read of what nobody wrote", false, "a:put 1 | a:ok | b:get | b:found 3"),
          new Known("lost write", false, "a:put 1 | a:ok | b:get | b:nothing"),
          new Known(
              "lost update: two swaps from one value",
              false,
              "a:put 0 | a:ok | a:cas 0 1 | b:cas 0 2 | a:ok | b:ok"),
          new Known(
              "one swap of two wins",
              true,
              "a:put 0 | a:ok | a:cas 0 1 | b:cas 0 2 | a:no | b:ok | a:get | a:found 2"),
          new Known(
              "a swap that failed though nobody had changed the value",
              false,
              "a:put 0 | a:ok | b:cas 0 1 | b:no"),
          new Known(
              "an indeterminate write may happen late",
              true,
              "a:put 1 | a:ok | b:put 2 | b:info | c:get | c:found 1 | c:put 3 | c:ok"
                  + " | c:get | c:found 2"),
          new Known(
              "an indeterminate write may never happen",
              true,
              "a:put 1 | a:ok | b:put 2 | b:info | c:get | c:found 1 | c:get | c:found 1"),
          new Known(
              "an indeterminate write happens once",
              false,
              "b:put 2 | b:info | c:get | c:found 2 | c:put 3 | c:ok | c:get | c:found 2"),
          new Known(
              "an indeterminate write does not happen before it was asked for",
              false,
              "a:put 1 | a:ok | c:get | c:found 2 | b:put 2 | b:info"),
          new Known("a failed write happened", false, "b:put 2 | b:fail | c:get | c:found 2"),
          new Known(
              "a command applied twice, seen by its value",
              false,
              "a:put 1 | a:ok | b:put 2 | b:ok | c:get | c:found 2 | c:get | c:found 1"),
          new Known(
              "a command applied twice, seen by the version",
              false,
              "a:put 1 | a:ok @2 | c:get | c:found 1 @3 mod 3 v 2"),
          new Known(
              "an indeterminate command may account for the version",
              true,
              "a:put 1 | a:ok @2 | b:put 1 | b:info | c:get | c:found 1 @3 mod 3 v 2"),
          new Known(
              "versions start anew after a delete",
              true,
              "a:put 1 | a:ok @2 | a:delete | a:ok @3 | a:put 1 | a:ok @4 | b:get"
                  + " | b:found 1 @4 mod 4 v 1"),
          new Known(
              "a delete came back", false, "a:put 1 | a:ok | a:delete | a:ok | b:get | b:found 1"),
          new Known(
              "revisions run backwards",
              false,
              "a:put 1 | a:ok @5 | b:put 2 | b:ok @4 | c:get | c:found 2 @6 mod 4 v 2"),
          new Known(
              "a read of an older revision",
              false,
              "a:put 1 | a:ok @5 | b:get | b:found 1 @4 mod 4 v 1"),
          new Known(
              "revisions order what ran at once",
              false,
              "a:put 1 | b:put 2 | a:ok @3 | b:ok @2 | c:get | c:found 2 @3 mod 2 v 2"));

  private KnownHistories() {}

  /** Names of the histories that {@code checker} judges wrongly. */
  static List<String> misjudged(Function<History, Verdict> checker) {
    return ALL.stream()
        .filter(known -> checker.apply(HistoryScript.of(known.script())).green() != known.legal())
        .map(Known::name)
        .toList();
  }

  static Verdict judge(History history) {
    return new LinearizabilityChecker<>(new KeyValueSpecification(), Budget.DEFAULT).check(history);
  }
}
