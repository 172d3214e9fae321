package dev.trimaran.events.node.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpressionsTest {

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
  void expressionsAreFoundAnywhereUnlessAnchored() {
    assertThat(Expressions.filter(EventFilter.Subject.TYPE, "^[^$].*").takes(event("s", "$x")))
        .isFalse();
    assertThat(Expressions.filter(EventFilter.Subject.STREAM, "-[0-9]+").takes(event("a-7b", "x")))
        .isTrue();
  }

  @Test
  void noExpressionHangsANode() {
    EventFilter evil = Expressions.filter(EventFilter.Subject.STREAM, "(a+)+$");
    assertThat(evil.takes(event("a".repeat(50_000) + "!", "x"))).isFalse();
  }

  @Test
  void whatIsNoExpressionIsRefusedWithTheReason() {
    assertThatThrownBy(() -> Expressions.filter(EventFilter.Subject.TYPE, "(a"))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("(a");
    assertThatThrownBy(() -> Expressions.filter(EventFilter.Subject.TYPE, "a".repeat(5_000)))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("4096");
  }
}
