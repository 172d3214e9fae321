package dev.trimaran.events.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventFilterTest {

  private static RecordedEvent event(String stream, String type) {
    return new RecordedEvent(
        0,
        stream,
        0,
        0,
        new ProposedEvent(
            new EventId(1, 2), type, ContentType.BINARY, new byte[0], new byte[0], List.of()));
  }

  @Test
  void prefixesOfStreamsAndTypes() {
    var streams = new EventFilter.Prefix(EventFilter.Subject.STREAM, List.of("order-", "cart-"));
    assertThat(streams.takes(event("order-1", "x"))).isTrue();
    assertThat(streams.takes(event("an-order-1", "x"))).isFalse();
    var types = new EventFilter.Prefix(EventFilter.Subject.TYPE, List.of("Order"));
    assertThat(types.takes(event("s", "OrderPlaced"))).isTrue();
    assertThat(types.takes(event("Order", "x"))).isFalse();
  }

  @Test
  void aTestOfTheNameOrTheType() {
    var even = new EventFilter.Matching(EventFilter.Subject.STREAM, name -> name.length() % 2 == 0);
    assertThat(even.takes(event("ab", "x"))).isTrue();
    assertThat(even.takes(event("abc", "xy"))).isFalse();
  }
}
