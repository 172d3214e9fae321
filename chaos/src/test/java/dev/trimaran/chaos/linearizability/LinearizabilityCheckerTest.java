package dev.trimaran.chaos.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.chaos.history.Answer;
import dev.trimaran.chaos.history.Command;
import dev.trimaran.chaos.history.History;
import dev.trimaran.chaos.history.HistoryRecorder;
import dev.trimaran.chaos.specification.KeyValueSpecification;
import dev.trimaran.chaos.specification.RegisterSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {

  @Test
  void judgesEveryKnownHistory() {
    assertThat(KnownHistories.misjudged(KnownHistories::judge)).isEmpty();
  }

  @Test
  void aRegisterNeedsNoRevisions() {
    var checker = new LinearizabilityChecker<>(new RegisterSpecification(), Budget.DEFAULT);
    assertThat(checker.check(HistoryScript.of("a:put 1 | a:ok @5 | b:get | b:found 1")).green())
        .isTrue();
    assertThat(checker.check(HistoryScript.of("a:put 1 | a:ok | b:get | b:nothing")).green())
        .isFalse();
  }

  @Test
  void theIllegalPartIsSmallAndSaysWhy() {
    StringBuilder script = new StringBuilder("a:put 0 | a:ok");
    for (int i = 1; i < 50; i++) {
      script.append(" | a:put " + i + " | b:get | a:ok | b:found " + (i - i % 2));
    }
    script.append(" | c:get | c:found 7");
    for (int i = 50; i < 100; i++) {
      script.append(" | a:put " + i + " | a:ok | b:get | b:found " + i);
    }
    Verdict verdict = KnownHistories.judge(HistoryScript.of(script.toString()));
    assertThat(verdict).isInstanceOf(Verdict.Illegal.class);
    Verdict.Illegal illegal = (Verdict.Illegal) verdict;
    assertThat(illegal.window()).hasSizeLessThanOrEqualTo(2);
    assertThat(illegal.words())
        .contains("key k is not linearizable")
        .contains("put 49 done")
        .contains("process 2: get found 7");
  }

  @Test
  void aSearchBeyondItsBudgetIsNotGreen() {
    StringBuilder script = new StringBuilder("a:put 0 | a:ok");
    for (int i = 1; i < 24; i++) {
      script.append(" | b:cas " + i + " " + (i + 1) + " | b:info | b:cas " + (i + 1) + " " + i);
      script.append(" | b:info | b:put " + i + " | b:info");
    }
    script.append(" | c:get | c:found x");
    var checker =
        new LinearizabilityChecker<>(
            new KeyValueSpecification(), new Budget(10_000, Duration.ofSeconds(30)));
    Verdict verdict = checker.check(HistoryScript.of(script.toString()));
    assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
    assertThat(verdict.green()).isFalse();
  }

  @Test
  void manyLostWritesAreCheap() {
    StringBuilder script = new StringBuilder("a:put 0 | a:ok @2");
    for (int i = 1; i < 200; i++) {
      script.append(" | b:put " + i + " | b:info | b:delete | b:info");
    }
    script.append(" | c:get | c:found 0 @500 mod 2 v 2");
    Verdict verdict = KnownHistories.judge(HistoryScript.of(script.toString()));
    assertThat(verdict).isInstanceOf(Verdict.Illegal.class);
  }

  @Test
  void longHistoriesOfManyClientsAreCheap() {
    History history = honest(20_000, 10, 8, 0.01);
    Verdict verdict =
        new LinearizabilityChecker<>(new KeyValueSpecification(), Budget.DEFAULT)
            .inParallel()
            .check(history);
    assertThat(verdict).isInstanceOf(Verdict.Legal.class);
  }

  /** What clients of one honest store see whose calls overlap at random. */
  private static History honest(int operations, int clients, int keys, double lost) {
    SeededRandomness random = new SeededRandomness(7);
    HistoryRecorder recorder = new HistoryRecorder(() -> 0);
    Map<String, String> store = new HashMap<>();
    long[] under = new long[clients];
    @Nullable Command[] commands = new @Nullable Command[clients];
    @Nullable Answer[] answers = new @Nullable Answer[clients];
    for (int i = 0; i < operations * 3; i++) {
      int client = random.nextInt(clients);
      if (commands[client] == null) {
        String key = "k" + random.nextInt(keys);
        commands[client] =
            random.nextInt(2) == 0 ? new Command.Get(key) : new Command.Put(key, "v" + i);
        under[client] = recorder.invoke(client, commands[client]);
      } else if (answers[client] == null) {
        answers[client] =
            switch (commands[client]) {
              case Command.Get get -> Answer.found(store.get(get.key()));
              case Command.Put put -> {
                store.put(put.key(), put.value());
                yield Answer.DONE;
              }
              case Command.CompareAndSet cas -> throw new AssertionError(cas);
              case Command.Delete delete -> throw new AssertionError(delete);
            };
      } else {
        if (random.nextDouble() < lost) {
          recorder.info(under[client]);
        } else {
          recorder.ok(under[client], answers[client]);
        }
        commands[client] = null;
        answers[client] = null;
      }
    }
    return recorder.history();
  }
}
