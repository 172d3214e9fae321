package dev.trimaran.rules;

import java.util.List;

/** A rule on one source file. */
@FunctionalInterface
interface SourceRule {

  /** What the file breaks, one sentence each that starts with the place; empty when nothing. */
  List<String> violations(SourceFile file);
}
