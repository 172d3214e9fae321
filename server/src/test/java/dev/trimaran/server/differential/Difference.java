package dev.trimaran.server.differential;

import java.util.List;

/** The two servers do not agree. */
final class Difference extends AssertionError {

  private static final long serialVersionUID = 1L;

  Difference(String names, long seed, List<String> tail, String first, String second) {
    super(
        String.join(
            System.lineSeparator(),
            names + " differ; seed " + seed,
            "the last operations:",
            "  " + String.join(System.lineSeparator() + "  ", tail),
            "first:  " + first,
            "second: " + second));
  }
}
