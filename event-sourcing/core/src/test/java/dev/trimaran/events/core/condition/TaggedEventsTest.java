package dev.trimaran.events.core.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.base.codec.DecodeException;
import dev.trimaran.events.core.model.AppendCondition;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.EventQuery;
import dev.trimaran.events.core.model.ProposedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TaggedEventsTest {

  private static List<String> some(SplittableRandom random, String prefix, int kinds, int most) {
    List<String> words = new ArrayList<>();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      words.add(prefix + random.nextInt(kinds));
    }
    return words;
  }

  private static EventQuery query(SplittableRandom random) {
    List<EventQuery.Item> items = new ArrayList<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      items.add(new EventQuery.Item(some(random, "type", 5, 2), some(random, "tag", 30, 3)));
    }
    return new EventQuery(items);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void answersAsAWalkThroughAllEventsWould(long seed) throws DecodeException {
    var random = new SplittableRandom(seed);
    var tagged = new TaggedEvents();
    List<ProposedEvent> log = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      var event =
          new ProposedEvent(
              new EventId(0, i),
              "type" + random.nextInt(5),
              ContentType.BINARY,
              new byte[0],
              new byte[0],
              random.nextInt(3) == 0 ? List.of() : some(random, "tag", 30, 4));
      tagged.add(event, log.size());
      log.add(event);
      if (i == 700) {
        var restored = new TaggedEvents();
        restored.restore(tagged.checkpoint().get());
        tagged = restored;
      }
      for (int asked = 0; asked < 4; asked++) {
        EventQuery query = query(random);
        long after = random.nextInt(4) == 0 ? -1 : log.size() - 1 - random.nextInt(300);
        long found = tagged.violation(new AppendCondition(query, Math.max(-1, after)));
        boolean there = false;
        for (long p = Math.max(-1, after) + 1; p < log.size(); p++) {
          there |= query.matches(log.get((int) p));
        }
        assertThat(found >= 0).as("seed %d, %s after %d", seed, query, after).isEqualTo(there);
        if (found >= 0) {
          assertThat(found).isGreaterThan(after);
          assertThat(query.matches(log.get((int) found))).as("%s", query).isTrue();
        }
      }
    }
  }
}
