package dev.trimaran.events.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.events.core.model.ContentType;
import dev.trimaran.events.core.model.EventId;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.RecordedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By what an event is found. */
final class TermTest {

  @Test
  void theCategoryGoesToTheFirstDash() {
    assertThat(of("order-17-a", "placed", 4, "user:1", "user:2", "user:1"))
        .containsExactly(
            Term.type("placed"),
            Term.category("order"),
            Term.ORDINARY,
            Term.tag("user:1"),
            Term.tag("user:2"));
    assertThat(of("order", "placed", 1)).containsExactly(Term.type("placed"), Term.ORDINARY);
    assertThat(of("-17", "placed", 1)).containsExactly(Term.type("placed"), Term.ORDINARY);
  }

  @Test
  void theSystemsEventsAreFoundByTypeOnly() {
    assertThat(of("$$order-1", "$metadata", 0)).containsExactly(Term.type("$metadata"));
    assertThat(of("$users-x", "made", 0)).containsExactly(Term.type("made"), Term.STREAM_START);
    assertThat(of("order-1", "$streamDeleted", 9))
        .containsExactly(Term.type("$streamDeleted"), Term.category("order"));
  }

  @Test
  void namesThatDifferInCaseOrFormHaveHashesOfTheirOwn() {
    List<String> names = List.of("", "a", "A", "a@b", "$a", "é", "e\u0301", "x".repeat(65_536));
    assertThat(names.stream().map(Hashes::stream).distinct()).hasSameSizeAs(names);
    assertThat(Hashes.stream("order-1")).as("part of the format").isEqualTo(ORDER_1);
  }

  private static final long ORDER_1 = -5317490017129670521L;

  private static List<Term> of(String stream, String type, long revision, String... tags) {
    ProposedEvent event =
        new ProposedEvent(
            new EventId(1, 2), type, ContentType.BINARY, new byte[0], new byte[0], List.of(tags));
    return Term.of(new RecordedEvent(0, stream, revision, 0, event));
  }
}
