package dev.trimaran.events.core.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trimaran.base.Checks;
import dev.trimaran.events.core.model.EventCommand;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.ProposedEvent;
import dev.trimaran.events.core.model.StreamAppend;
import dev.trimaran.events.core.model.StreamNames;

/**
 * What a command must keep to before it goes into the log. Whatever is in the log is applied, so
 * the limits may be changed at any time.
 */
public final class CommandLimits {

  private CommandLimits() {}

  /**
   * Checks all but the size of the whole command.
   *
   * @throws IllegalArgumentException saying which limit is passed, and by what
   */
  public static void check(EventCommand command, EventLimits limits) {
    switch (command) {
      case EventCommand.Append append -> check(append, limits);
      case EventCommand.Tombstone tombstone -> {
        stream(tombstone.stream(), limits);
        Checks.argument(
            !StreamNames.isMetadata(tombstone.stream()),
            "a metadata stream ends with the stream it tells about: delete that one");
      }
    }
  }

  private static void check(EventCommand.Append append, EventLimits limits) {
    long events = 0;
    for (StreamAppend write : append.writes()) {
      stream(write.stream(), limits);
      events += write.events().size();
      for (ProposedEvent event : write.events()) {
        event(event, limits);
      }
    }
    Checks.argument(!append.writes().isEmpty(), "an append names a stream");
    Checks.argument(
        events <= limits.appendEvents(),
        events + " events in one append: appendEvents allows " + limits.appendEvents());
    if (append.condition() != null) {
      Checks.argument(append.condition().after() >= -1, "a condition is after -1 or a position");
    }
  }

  private static void stream(String name, EventLimits limits) {
    Checks.argument(
        StreamNames.mayBeWritten(name), "a stream cannot have the name \"" + name + "\"");
    text("the name of a stream", name, limits);
  }

  private static void event(ProposedEvent event, EventLimits limits) {
    Checks.argument(!event.type().isEmpty(), "an event has a type");
    text("the type of an event", event.type(), limits);
    Checks.argument(
        event.tags().size() <= limits.tags(),
        event.tags().size() + " tags of one event: tags allows " + limits.tags());
    for (String tag : event.tags()) {
      Checks.argument(!tag.isEmpty(), "a tag is not empty");
      text("a tag", tag, limits);
    }
    long bytes = (long) event.data().length + event.metadata().length;
    Checks.argument(
        bytes <= limits.eventBytes(),
        "an event of " + bytes + " bytes: eventBytes allows " + limits.eventBytes());
  }

  private static void text(String what, String text, EventLimits limits) {
    int bytes = text.length() * 3L <= limits.streamNameBytes() ? 0 : text.getBytes(UTF_8).length;
    Checks.argument(
        bytes <= limits.streamNameBytes(),
        what + " of " + bytes + " bytes: streamNameBytes allows " + limits.streamNameBytes());
  }
}
