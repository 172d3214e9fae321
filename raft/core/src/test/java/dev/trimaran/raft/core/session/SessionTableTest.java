package dev.trimaran.raft.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.base.InvariantViolation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTableTest {

  private static final ResultCodec<String> CODEC =
      new ResultCodec<>() {
        @Override
        public byte[] encode(String result) {
          return result.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] data) {
          return new String(data, StandardCharsets.UTF_8);
        }
      };

  private final SessionTable<String> table = new SessionTable<>(new SessionLimits(3, 100));

  @Test
  void aCommandIsFreshOnceAndThenHasItsResult() {
    assertThat(table.lookup(7, 1, 1, 10)).isEqualTo(new Lookup.Fresh<>());
    table.record(7, 1, "a");
    assertThat(table.lookup(7, 1, 1, 11)).isEqualTo(new Lookup.Previous<>("a"));
  }

  @Test
  void commandsMayComeInAnyOrder() {
    table.lookup(7, 3, 1, 10);
    table.record(7, 3, "c");
    assertThat(table.lookup(7, 1, 1, 11)).isEqualTo(new Lookup.Fresh<>());
    table.record(7, 1, "a");
    assertThat(table.lookup(7, 2, 1, 12)).isEqualTo(new Lookup.Fresh<>());
    assertThat(table.lookup(7, 3, 1, 13)).isEqualTo(new Lookup.Previous<>("c"));
  }

  @Test
  void whatWasAcknowledgedIsStale() {
    table.lookup(7, 1, 1, 10);
    table.record(7, 1, "a");
    table.lookup(7, 5, 4, 11);
    table.record(7, 5, "e");
    assertThat(table.lookup(7, 1, 1, 12)).isEqualTo(new Lookup.Stale<>());
    assertThat(table.lookup(7, 4, 4, 12)).isEqualTo(new Lookup.Fresh<>());
    assertThat(table.lookup(7, 5, 4, 12)).isEqualTo(new Lookup.Previous<>("e"));
  }

  @Test
  void theLowWaterMarkNeverFalls() {
    table.lookup(7, 50, 50, 10);
    table.record(7, 50, "z");
    assertThat(table.lookup(7, 49, 1, 11)).isEqualTo(new Lookup.Stale<>());
  }

  @Test
  void aWindowThatIsFullRefuses() {
    assertThat(table.lookup(7, 100, 1, 10)).isEqualTo(new Lookup.Fresh<>());
    table.record(7, 100, "x");
    assertThat(table.lookup(7, 101, 1, 11)).isEqualTo(new Lookup.Full<>());
    assertThat(table.lookup(7, 101, 2, 12)).isEqualTo(new Lookup.Fresh<>());
  }

  @Test
  void theLeastRecentlyAppliedSessionExpires() {
    for (long session = 1; session <= 3; session++) {
      table.lookup(session, 1, 1, session);
      table.record(session, 1, "s" + session);
    }
    table.lookup(1, 1, 1, 4);
    table.lookup(4, 1, 1, 5);
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.lastApplied(2)).as("session 2 was the least recent").isNull();
    assertThat(table.lastApplied(1)).isEqualTo(4);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> table.lookup(1, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.lookup(1, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SessionTable.decode(new byte[] {9}, SessionLimits.DEFAULT, CODEC))
        .isInstanceOf(InvariantViolation.class);
  }

  /** Any interleaving of retries is applied as a map that remembers everything would say. */
  @Test
  void agreesWithAModelAndSurvivesItsOwnSnapshot() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var tested = new SessionTable<String>(new SessionLimits(8, 64));
      Map<Long, String> applied = new HashMap<>();
      long lowest = 1;
      for (long index = 1; index < 300; index++) {
        lowest = Math.max(lowest, lowest + random.nextInt(4) - 2);
        long seq = lowest + random.nextInt(40);
        String previous = applied.get(seq);
        Lookup<String> lookup = tested.lookup(42, seq, lowest, index);
        if (previous == null) {
          assertThat(lookup).as("seed %d", seed).isEqualTo(new Lookup.Fresh<>());
          applied.put(seq, "r" + index);
          tested.record(42, seq, "r" + index);
        } else {
          assertThat(lookup).as("seed %d", seed).isEqualTo(new Lookup.Previous<>(previous));
        }
        if (random.nextInt(20) == 0) {
          byte[] encoded = tested.encode(CODEC);
          tested = SessionTable.decode(encoded, new SessionLimits(8, 64), CODEC);
          assertThat(tested.encode(CODEC)).as("same bytes, seed %d", seed).isEqualTo(encoded);
        }
      }
    }
  }
}
