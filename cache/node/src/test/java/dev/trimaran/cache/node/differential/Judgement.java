package dev.trimaran.cache.node.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How two answers to the same command are compared. Errors are always compared byte for byte. */
enum Judgement {
  /** The same bytes. */
  EXACT,
  /** The same items in any order. */
  SET,
  /** The same pairs (a map, or a flat row of keys and values) in any order. */
  PAIRS,
  /** The same at every depth, in any order. */
  DEEP,
  /** A cursor, and items in any order. */
  SCAN,
  /** A cursor, and pairs in any order. */
  SCANPAIRS,
  /** What a whole iteration found: the same set, told once or more often. */
  FOUND,
  /** An integer near the other; negative ones are answers in themselves. */
  TIME,
  /** Chance chose: the same shape, out of what the command before had told. */
  RANDOM,
  /** What chance left: what was there before the command before, without what that took. */
  REST,
  /** The same types and lengths. */
  SHAPE,
  /** Not compared. */
  ANY;

  private static final long TOLERANCE = 4_000;

  static Judgement named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether the two agree, whatever was told before. */
  boolean agree(Answer left, Answer right) {
    if (this == ANY) {
      return !right.lost();
    }
    if (left.error() || right.error() || this == EXACT) {
      return left.rawText().equals(right.rawText());
    }
    if (this == TIME) {
      return near(left, right);
    }
    return form(left).equals(form(right));
  }

  private static boolean near(Answer left, Answer right) {
    if (left.type() != ':' || right.type() != ':') {
      return left.rawText().equals(right.rawText());
    }
    long a = Long.parseLong(left.string());
    long b = Long.parseLong(right.string());
    return a == b || (a >= 0 && b >= 0 && Math.abs(a - b) <= TOLERANCE);
  }

  /** The form in which two agreeing answers are the same text. */
  String form(Answer answer) {
    if (!answer.aggregate()) {
      return this == RANDOM || this == SHAPE ? shape(answer) : answer.rawText();
    }
    return switch (this) {
      case EXACT, TIME, ANY -> answer.rawText();
      case SET -> answer.type() + sorted(raws(answer));
      case PAIRS -> answer.type() + sorted(pairs(answer));
      case DEEP -> deep(answer);
      case SCAN, SCANPAIRS -> scan(answer);
      case FOUND -> new TreeSet<>(raws(answer)).toString();
      case RANDOM, REST, SHAPE -> shape(answer);
    };
  }

  private String scan(Answer answer) {
    if (answer.items().size() != 2) {
      return answer.rawText();
    }
    Judgement inner = this == SCAN ? SET : PAIRS;
    return answer.items().get(0).rawText() + inner.form(answer.items().get(1));
  }

  private static List<String> raws(Answer answer) {
    return new ArrayList<>(answer.items().stream().map(Answer::rawText).toList());
  }

  private static List<String> pairs(Answer answer) {
    List<Answer> items = answer.items();
    if (items.stream().allMatch(Answer::aggregate)) {
      return raws(answer);
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      pairs.add(items.get(i).rawText() + (i + 1 < items.size() ? items.get(i + 1).rawText() : ""));
    }
    return pairs;
  }

  private static String sorted(List<String> texts) {
    Collections.sort(texts);
    return texts.size() + texts.toString();
  }

  private static String deep(Answer answer) {
    if (!answer.aggregate()) {
      return answer.rawText();
    }
    return answer.type()
        + sorted(answer.items().stream().map(Judgement::deep).collect(Collectors.toList()));
  }

  private static String shape(Answer answer) {
    if (answer.lost()) {
      return answer.rawText();
    }
    if (!answer.aggregate()) {
      return answer.rawText().startsWith("$-1") ? "nil" : String.valueOf(answer.type());
    }
    return answer.type()
        + answer.items().stream().map(Judgement::shape).collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * Whether one server is true to itself.
   *
   * @param told its answers so far in this step; the last one is judged
   */
  boolean consistent(List<Answer> told) {
    Answer last = told.get(told.size() - 1);
    if (last.error() || last.type() == '+' || told.size() < 2) {
      return true;
    }
    Answer before = told.get(told.size() - 2);
    if (this == RANDOM) {
      Set<String> possible = Set.copyOf(before.leaves());
      return last.rawText().startsWith("$-1")
          || last.rawText().equals("_\r\n")
          || possible.containsAll(last.leaves());
    }
    if (this != REST || told.size() < 3) {
      return true;
    }
    Map<String, Integer> counts = new HashMap<>();
    told.get(told.size() - 3).leaves().forEach(leaf -> counts.merge(leaf, 1, Integer::sum));
    if (!before.error() && !before.rawText().matches("(?s)(\\$-1|_).*")) {
      before.leaves().forEach(leaf -> counts.merge(leaf, -1, Integer::sum));
    }
    last.leaves().forEach(leaf -> counts.merge(leaf, -1, Integer::sum));
    return counts.values().stream().allMatch(count -> count == 0);
  }
}
