package dev.trimaran.rules.canary.raft.core;

import dev.trimaran.rules.canary.base.Word;
import java.util.List;

record PureCore(List<Word> words, int[] terms) {

  sealed interface Step permits Tick, Idle {}

  record Tick(long at) implements Step {}

  record Idle() implements Step {}

  String decides(Step step) {
    return switch (step) {
      case Tick(long at) -> "at " + at;
      case Idle _ -> "idle";
    };
  }
}
