package dev.trimaran.events.node.api;

import dev.trimaran.events.client.streams.ReadReq;
import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.model.Direction;
import dev.trimaran.events.core.model.EventLimits;

/**
 * What a read asks for, checked.
 *
 * @param stream empty: {@code $all}
 * @param from inclusive to a read, exclusive to a subscription; -1: from the start; {@link
 *     Long#MAX_VALUE}: from the end
 * @param count events at most; {@link Long#MAX_VALUE} for all
 * @param subscription whether the call goes on for ever
 * @param interval events between two checkpoints of a filtered subscription
 * @param structured how ids are told
 * @param compatibility what the client understands; from 1 it is told where a stream begins and
 *     ends
 */
record ReadOptions(
    String stream,
    long from,
    Direction direction,
    long count,
    boolean subscription,
    boolean resolveLinks,
    EventFilter filter,
    long interval,
    boolean structured,
    int compatibility) {

  private static final long WINDOW = 32;

  boolean all() {
    return stream.isEmpty();
  }

  static ReadOptions of(ReadReq request, EventLimits limits) {
    ReadReq.Options options = request.getOptions();
    boolean subscription =
        switch (options.getCountOptionCase()) {
          case COUNT -> false;
          case SUBSCRIPTION -> true;
          case COUNTOPTION_NOT_SET ->
              throw Failures.invalid("a read says how many events, or that it subscribes");
        };
    Direction direction =
        switch (options.getReadDirection()) {
          case Forwards -> Direction.FORWARDS;
          case Backwards -> Direction.BACKWARDS;
          case UNRECOGNIZED -> throw Failures.invalid("a direction is forwards or backwards");
        };
    if (subscription && direction == Direction.BACKWARDS) {
      throw Failures.invalid("a subscription goes forwards");
    }
    return new ReadOptions(
        stream(options, limits),
        from(options),
        direction,
        count(options),
        subscription,
        options.getResolveLinks(),
        filter(options),
        interval(options),
        structured(options),
        options.getControlOption().getCompatibility());
  }

  private static String stream(ReadReq.Options options, EventLimits limits) {
    return switch (options.getStreamOptionCase()) {
      case STREAM -> ProposedMessages.name(options.getStream().getStreamIdentifier(), limits);
      case ALL -> "";
      case STREAMOPTION_NOT_SET -> throw Failures.invalid("a read names a stream, or all");
    };
  }

  private static long from(ReadReq.Options options) {
    if (options.hasAll()) {
      return switch (options.getAll().getAllOptionCase()) {
        case POSITION -> position(options.getAll().getPosition().getCommitPosition());
        case START -> -1;
        case END -> Long.MAX_VALUE;
        case ALLOPTION_NOT_SET -> throw Failures.invalid("a read says where it begins");
      };
    }
    return switch (options.getStream().getRevisionOptionCase()) {
      case REVISION -> position(options.getStream().getRevision());
      case START -> -1;
      case END -> Long.MAX_VALUE;
      case REVISIONOPTION_NOT_SET -> throw Failures.invalid("a read says where it begins");
    };
  }

  /** The greatest number of the wire means the end. */
  private static long position(long unsigned) {
    return unsigned < 0 ? Long.MAX_VALUE : unsigned;
  }

  private static long count(ReadReq.Options options) {
    long count = options.getCount();
    return count < 0 ? Long.MAX_VALUE : count;
  }

  private static boolean structured(ReadReq.Options options) {
    return switch (options.getUuidOption().getContentCase()) {
      case STRUCTURED -> true;
      case STRING -> false;
      case CONTENT_NOT_SET -> throw Failures.invalid("a read says how ids are written");
    };
  }

  private static long interval(ReadReq.Options options) {
    if (!options.hasFilter()) {
      return WINDOW;
    }
    ReadReq.Options.FilterOptions filter = options.getFilter();
    long multiplier = Integer.toUnsignedLong(filter.getCheckpointIntervalMultiplier());
    if (options.getCountOptionCase() == ReadReq.Options.CountOptionCase.SUBSCRIPTION
        && multiplier == 0) {
      throw Failures.invalid("a checkpoint interval multiplier is 1 or more");
    }
    long window =
        switch (filter.getWindowCase()) {
          case MAX -> Math.max(1, Integer.toUnsignedLong(filter.getMax()));
          case COUNT -> WINDOW;
          case WINDOW_NOT_SET -> throw Failures.invalid("a filter says its window");
        };
    return Math.max(1, multiplier) * window;
  }

  private static EventFilter filter(ReadReq.Options options) {
    return switch (options.getFilterOptionCase()) {
      case FILTER -> filter(options.getFilter(), options.hasStream());
      case NO_FILTER -> EventFilter.ALL;
      case FILTEROPTION_NOT_SET ->
          throw Failures.invalid("a read has a filter, or says it has none");
    };
  }

  private static EventFilter filter(ReadReq.Options.FilterOptions filter, boolean stream) {
    if (stream) {
      throw Failures.invalid("only a read of all has a filter");
    }
    return switch (filter.getFilterCase()) {
      case STREAM_IDENTIFIER ->
          expression(EventFilter.Subject.STREAM, filter.getStreamIdentifier());
      case EVENT_TYPE -> expression(EventFilter.Subject.TYPE, filter.getEventType());
      case FILTER_NOT_SET -> throw Failures.invalid("a filter says what it looks at");
    };
  }

  private static EventFilter expression(
      EventFilter.Subject subject, ReadReq.Options.FilterOptions.Expression expression) {
    if (!expression.getRegex().isEmpty()) {
      return Expressions.filter(subject, expression.getRegex());
    }
    return new EventFilter.Prefix(subject, expression.getPrefixList());
  }
}
