package dev.trimaran.events.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.CommandResult;
import dev.trimaran.events.core.model.ExpectedRevision;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands against a model of maps and lists, which remembers every event. */
final class EventStatePropertyTest {

  private static final int STREAMS = 6;

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

  private boolean met(ExpectedRevision expected, Model stream) {
    if (stream.kind == StreamState.Kind.TOMBSTONED) {
      return false;
    }
    return switch (expected) {
      case ExpectedRevision.Any _ -> true;
      case ExpectedRevision.NoStream _ -> stream.kind != StreamState.Kind.LIVE;
      case ExpectedRevision.StreamExists _ -> stream.kind == StreamState.Kind.LIVE;
      case ExpectedRevision.Exactly(long revision) -> stream.ids.size() - 1 == revision;
    };
  }

  private ExpectedRevision expected(SplittableRandom random, Model stream) {
    return switch (random.nextInt(5)) {
      case 0 -> ExpectedRevision.ANY;
      case 1 -> ExpectedRevision.NO_STREAM;
      case 2 -> ExpectedRevision.STREAM_EXISTS;
      default ->
          ExpectedRevision.exactly(
              Math.max(0, stream.ids.size() - 1 + (random.nextInt(4) == 0 ? 1 : 0)));
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void decidesAsTheModel(long seed) {
    var random = new SplittableRandom(seed);
    var story = new Story();
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
        good &= met(expected, of(stream));
        long[] ids = new long[random.nextInt(4)];
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
      delete(random, story);
      compare(story, seed, step);
    }
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
