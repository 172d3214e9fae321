package dev.trimaran.chaos.process.scenario;

import java.util.ArrayList;
import java.util.List;

/** A run that broke nothing, or to which nothing was acknowledged, proves nothing. */
final class Vacuous {

  private Vacuous() {}

  static List<String> violations(int hits, long acknowledged, long uniquePuts) {
    List<String> violations = new ArrayList<>();
    if (hits == 0) {
      violations.add("vacuous: no server was hit");
    }
    if (acknowledged == 0) {
      violations.add("vacuous: no operation was acknowledged");
    } else if (uniquePuts == 0) {
      violations.add("vacuous: no put of a unique key was acknowledged");
    }
    return violations;
  }
}
