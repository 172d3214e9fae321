package dev.trimaran.events.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void expressionsAreFoundAnywhereUnlessAnchored() {
    assertThat(EventFilter.Regex.of(EventFilter.Subject.TYPE, "^[^$].*").takes(event("s", "$x")))
        .isFalse();
    assertThat(
            EventFilter.Regex.of(EventFilter.Subject.STREAM, "-[0-9]+").takes(event("a-7b", "x")))
        .isTrue();
  }

  @Test
  void noExpressionHangsANode() {
    var evil = EventFilter.Regex.of(EventFilter.Subject.STREAM, "(a+)+$");
    assertThat(evil.takes(event("a".repeat(50_000) + "!", "x"))).isFalse();
  }

  @Test
  void whatIsNoExpressionIsRefusedWithTheReason() {
    assertThatThrownBy(() -> EventFilter.Regex.of(EventFilter.Subject.TYPE, "(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(a");
    assertThatThrownBy(() -> EventFilter.Regex.of(EventFilter.Subject.TYPE, "a".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4096");
  }
}
