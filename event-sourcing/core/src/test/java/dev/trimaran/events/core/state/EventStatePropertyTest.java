package dev.trimaran.events.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.InvariantViolation;
import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.PlantedBug;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands against a model of maps and lists, which remembers every event. */
final class EventStatePropertyTest {

  private static final int STREAMS = 6;
  private static final int SEEDS_A_BUG = 20;

  /** A stream as the model has it. */
  private static final class Model {
    final List<Long> ids = new ArrayList<>();
    StreamState.Kind kind = StreamState.Kind.ABSENT;
  }

  private final Map<String, Model> model = new HashMap<>();
  private long nextId = 1;

  private Model of(String stream) {
    return model.computeIfAbsent(stream, _ -> new Model());
  }

  private boolean met(ExpectedRevision expected, Model stream, boolean writes) {
    if (stream.kind == StreamState.Kind.TOMBSTONED) {
      boolean guarded =
          expected instanceof ExpectedRevision.Any
              || expected instanceof ExpectedRevision.NoStream
              || expected instanceof ExpectedRevision.Tombstoned;
      return !writes && guarded;
    }
    return switch (expected) {
      case ExpectedRevision.Any _ -> true;
      case ExpectedRevision.NoStream _ -> stream.kind != StreamState.Kind.LIVE;
      case ExpectedRevision.StreamExists _ -> stream.kind == StreamState.Kind.LIVE;
      case ExpectedRevision.SoftDeleted _ -> stream.kind == StreamState.Kind.SOFT_DELETED;
      case ExpectedRevision.Tombstoned _ -> false;
      case ExpectedRevision.Exactly(long revision) -> stream.ids.size() - 1 == revision;
    };
  }

  private ExpectedRevision expected(SplittableRandom random, Model stream) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> ExpectedRevision.ANY;
      case 2 -> ExpectedRevision.NO_STREAM;
      case 3 -> ExpectedRevision.STREAM_EXISTS;
      case 4 -> ExpectedRevision.SOFT_DELETED;
      case 5 -> ExpectedRevision.TOMBSTONED;
      default ->
          ExpectedRevision.exactly(
              Math.max(
                  0, stream.ids.size() - 1 + (random.nextInt(3) == 0 ? random.nextInt(3) - 1 : 0)));
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void decidesAsTheModel(long seed) {
    play(seed, new Story());
  }

  /** The same with each known bug, which the comparison finds. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HANDOVER_WITH_GAP")
  void findsEachPlantedBug(PlantedBug bug) {
    int found = 0;
    for (long seed = 1; seed <= SEEDS_A_BUG; seed++) {
      model.clear();
      nextId = 1;
      try {
        play(seed, new Story(bug));
      } catch (AssertionError | InvariantViolation e) {
        found++;
      }
    }
    assertThat(found).as("seeds that find it").isGreaterThanOrEqualTo(SEEDS_A_BUG * 95 / 100);
  }

  private void play(long seed, Story story) {
    var random = new SplittableRandom(seed);
    for (int step = 0; step < 400; step++) {
      if (random.nextInt(50) == 0) {
        story.restart();
      }
      List<StreamAppend> writes = new ArrayList<>();
      boolean good = true;
      int first = random.nextInt(STREAMS);
      for (int i = 0; i <= random.nextInt(3); i++) {
        String stream = "s" + (first + i) % STREAMS;
        ExpectedRevision expected = expected(random, of(stream));
        long[] ids = new long[random.nextInt(4)];
        good &= met(expected, of(stream), ids.length > 0);
        for (int n = 0; n < ids.length; n++) {
          ids[n] = nextId++;
        }
        writes.add(Story.write(stream, expected, ids));
      }
      int before = story.log.size();
      CommandResult result = story.append(writes.toArray(StreamAppend[]::new));
      assertThat(result instanceof CommandResult.Written)
          .as("seed %d step %d %s", seed, step, writes)
          .isEqualTo(good);
      if (good) {
        note(writes);
      } else {
        assertThat(story.log).hasSize(before);
      }
      repeat(random, story, writes, result, seed);
      delete(random, story);
      compare(story, seed, step);
    }
  }

  /** What took effect is sent again, as it was, or a part of it to another stream. */
  private void repeat(
      SplittableRandom random,
      Story story,
      List<StreamAppend> writes,
      CommandResult result,
      long seed) {
    if (!(result instanceof CommandResult.Written first) || random.nextInt(4) > 0) {
      return;
    }
    StreamAppend some = writes.getFirst();
    if (some.events().isEmpty() || writes.stream().anyMatch(write -> write.events().isEmpty())) {
      return;
    }
    if (random.nextBoolean()) {
      story.restart();
    }
    int before = story.log.size();
    CommandResult again = story.append(writes.toArray(StreamAppend[]::new));
    assertThat(again)
        .as("seed %d, sent again", seed)
        .isEqualTo(new CommandResult.Written(first.written(), first.position(), true));
    assertThat(story.log).hasSize(before);
    String other = "t" + some.stream();
    List<StreamAppend> same = List.of(new StreamAppend(other, ExpectedRevision.ANY, some.events()));
    assertThat(story.append(same.getFirst()))
        .as("seed %d, the same ids for another stream", seed)
        .isInstanceOfSatisfying(
            CommandResult.Written.class, other0 -> assertThat(other0.repeated()).isFalse());
    note(same);
  }

  private void note(List<StreamAppend> writes) {
    for (StreamAppend write : writes) {
      Model stream = of(write.stream());
      write.events().forEach(event -> stream.ids.add(event.id().least()));
      if (!write.events().isEmpty()) {
        stream.kind = StreamState.Kind.LIVE;
      }
    }
  }

  private void delete(SplittableRandom random, Story story) {
    int chance = random.nextInt(120);
    String stream = "s" + random.nextInt(STREAMS);
    Model it = of(stream);
    if (chance < 10 && it.kind == StreamState.Kind.LIVE) {
      story.describe(stream, nextId++, "{\"$tb\":9223372036854775807}");
      it.kind = StreamState.Kind.SOFT_DELETED;
    } else if (chance == 10 && it.kind != StreamState.Kind.TOMBSTONED) {
      story.tombstone(stream, ExpectedRevision.ANY, nextId++);
      it.kind = StreamState.Kind.TOMBSTONED;
    }
  }

  private void compare(Story story, long seed, int step) {
    model.forEach((name, it) -> {
      long revision = it.kind == StreamState.Kind.TOMBSTONED ? Long.MAX_VALUE : it.ids.size() - 1;
      assertThat(story.state.state(name))
          .as("seed %d step %d %s", seed, step, name)
          .isEqualTo(new StreamState(it.kind, revision));
      List<String> recorded =
          story.log.stream().filter(line -> line.startsWith(name + "@")).toList();
      for (int i = 0; i < it.ids.size(); i++) {
        assertThat(recorded.get(i)).isEqualTo(name + "@" + i + "#" + it.ids.get(i));
      }
    });
  }
}
