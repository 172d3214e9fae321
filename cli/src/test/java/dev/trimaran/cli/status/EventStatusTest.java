package dev.trimaran.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read from the metrics of an event store. */
final class EventStatusTest {

  @Test
  void itsNumbersAreRead() {
    String text =
        """
        # HELP trimaran_events_events Events recorded.
        # TYPE trimaran_events_events gauge
        trimaran_events_events 1.2E7
        trimaran_events_is_leader 1.0
        trimaran_events_term 3.0
        trimaran_events_streams 5.0
        trimaran_events_committed_index 12.0
        trimaran_events_applied_index 11.0
        jvm_info 1.0
        """;
    EventStatus status = EventStatus.of("h:1", text);
    assertThat(status).isEqualTo(new EventStatus("h:1", true, 3, 12_000_000, 5, 12, 11));
    assertThat(status.data()).containsEntry("events", 12_000_000L);
  }

  @Test
  void whatIsNotToldIsNothing() {
    assertThat(EventStatus.of("h:1", "")).isEqualTo(new EventStatus("h:1", false, 0, 0, 0, 0, 0));
  }
}
