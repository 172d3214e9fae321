package dev.trimaran.events.core.group;

import java.util.Optional;

/** Which consumer gets a message. */
public enum ConsumerStrategy {
  /** The one that has been connected longest, until its buffer is full. */
  DISPATCH_TO_SINGLE("DispatchToSingle"),
  /** The next in turn that has room. */
  ROUND_ROBIN("RoundRobin"),
  /** The same for all events of a stream. */
  PINNED("Pinned"),
  /** The same for all events with a {@code $correlationId}; by stream without one. */
  PINNED_BY_CORRELATION("PinnedByCorrelation");

  private final String text;

  ConsumerStrategy(String text) {
    this.text = text;
  }

  /** As clients write it. */
  public String text() {
    return text;
  }

  public boolean pinned() {
    return this == PINNED || this == PINNED_BY_CORRELATION;
  }

  public static Optional<ConsumerStrategy> of(String text) {
    for (ConsumerStrategy strategy : values()) {
      if (strategy.text.equals(text)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }
}
