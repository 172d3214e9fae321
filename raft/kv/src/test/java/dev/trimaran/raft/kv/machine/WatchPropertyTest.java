package dev.trimaran.raft.kv.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.random.SeededRandomness;
import dev.trimaran.raft.client.mvcc.Event;
import dev.trimaran.raft.kv.mvcc.KeySpan;
import dev.trimaran.raft.kv.watch.Watch;
import dev.trimaran.raft.kv.watch.WatchSink;
import dev.trimaran.raft.kv.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever its sink does, a watch tells exactly the changes of its range from its start on, each
 * once, in order, a revision never split between two tellings.
 */
class WatchPropertyTest {

  private static final String[] KEYS = {"a", "b", "c", "d", "e"};

  private record Change(String key, long revision, boolean delete) {}

  private static final class Sink implements WatchSink {

    private final List<Event> told = new ArrayList<>();
    private boolean ready = true;
    private long compactedAt = -1;

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public void events(Watch watch, List<Event> events, long revision) {
      assertThat(events).isNotEmpty();
      long first = events.getFirst().getKv().getModRevision();
      if (!told.isEmpty()) {
        assertThat(first).isGreaterThan(told.getLast().getKv().getModRevision());
      }
      assertThat(events.getLast().getKv().getModRevision()).isLessThanOrEqualTo(revision);
      told.addAll(events);
    }

    @Override
    public void compacted(Watch watch, long compactRevision, long revision) {
      compactedAt = compactRevision;
    }
  }

  private record Watcher(Sink sink, Watch watch, String from, String to, long start) {}

  private final KvMachine machine = new KvMachine(new KvLimits(1 << 30, 100, 7));
  private final List<Change> changes = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private long index;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void watchesTellTheLog(long seed) {
    var random = new SeededRandomness(seed);
    for (int step = 0; step < 800; step++) {
      write(random, step);
      if (random.nextInt(3) == 0) {
        machine.batchApplied(index);
      }
      if (random.nextInt(25) == 0 && watchers.size() < 40) {
        machine.batchApplied(index);
        watch(random);
      }
      if (random.nextInt(10) == 0 && !watchers.isEmpty()) {
        Sink sink = watchers.get(random.nextInt(watchers.size())).sink;
        sink.ready = !sink.ready;
      }
      if (random.nextInt(5) == 0) {
        machine.watches().catchUp(1 + random.nextInt(20));
      }
      if (step % 200 == 199) {
        machine.apply(++index, 1, Commands.compact(machine.reader().revision() - 20));
      }
    }
    machine.batchApplied(index);
    watchers.forEach(watcher -> watcher.sink.ready = true);
    while (machine.watches().catchUp(50)) {
      // until all have caught up
    }
    watchers.forEach(this::check);
  }

  private void write(SeededRandomness random, int step) {
    String key = KEYS[random.nextInt(KEYS.length)];
    String other = KEYS[random.nextInt(KEYS.length)];
    switch (random.nextInt(4)) {
      case 0 -> {
        long before = machine.apply(++index, 1, Commands.delete("zz", "zzz")).revision();
        long after = machine.apply(++index, 1, Commands.delete(key, key + "!")).revision();
        if (after > before) {
          changes.add(new Change(key, after, true));
        }
      }
      case 1 -> {
        if (!key.equals(other)) {
          long at = machine.apply(++index, 1, Commands.putBoth(key, other, "t")).revision();
          changes.add(new Change(key, at, false));
          changes.add(new Change(other, at, false));
        }
      }
      default -> {
        long at = machine.apply(++index, 1, Commands.putCommand(key, "v" + step, 0)).revision();
        changes.add(new Change(key, at, false));
      }
    }
  }

  private void watch(SeededRandomness random) {
    String from = KEYS[random.nextInt(KEYS.length)];
    String to = random.nextInt(2) == 0 ? "" : from + "~";
    long now = machine.reader().revision();
    long start = random.nextInt(3) == 0 ? 0 : Math.max(1, now - 10 + random.nextInt(20));
    var span = KeySpan.of(from.getBytes(java.nio.charset.StandardCharsets.UTF_8), utf8(to));
    Sink sink = new Sink();
    Watch watch = machine.watches().register(new WatchSpec(span, start, false, false, true), sink);
    watchers.add(new Watcher(sink, watch, from, to, start == 0 ? now + 1 : start));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void check(Watcher watcher) {
    List<Change> expected =
        changes.stream()
            .filter(change -> change.revision >= watcher.start)
            .filter(change ->
                watcher.to.isEmpty()
                    ? change.key.equals(watcher.from)
                    : change.key.compareTo(watcher.from) >= 0
                        && change.key.compareTo(watcher.to) < 0)
            .toList();
    List<Change> told =
        watcher.sink.told.stream()
            .map(event ->
                new Change(
                    event.getKv().getKey().toStringUtf8(),
                    event.getKv().getModRevision(),
                    event.getType() == Event.EventType.DELETE))
            .toList();
    if (watcher.sink.compactedAt >= 0) {
      assertThat(expected.subList(0, told.size())).isEqualTo(told);
      long last = told.isEmpty() ? watcher.start - 1 : told.getLast().revision;
      assertThat(last).isLessThan(watcher.sink.compactedAt);
    } else {
      assertThat(told).isEqualTo(expected);
    }
  }
}
