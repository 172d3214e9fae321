package dev.trimaran.events.node.api;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trimaran.events.client.persistent.CreateReq;
import dev.trimaran.events.client.persistent.UpdateReq;
import dev.trimaran.events.client.shared.StreamIdentifier;
import dev.trimaran.events.core.filter.EventFilter;
import dev.trimaran.events.core.group.ConsumerStrategy;
import dev.trimaran.events.core.group.GroupSettings;
import dev.trimaran.events.core.model.EventLimits;
import dev.trimaran.events.core.model.StreamNames;
import dev.trimaran.events.node.group.GroupDefinition;
import dev.trimaran.events.node.group.GroupFilter;
import dev.trimaran.events.node.group.GroupKey;
import dev.trimaran.events.node.group.GroupRefusal;
import dev.trimaran.events.node.model.Ticks;
import java.util.function.Function;

/** Groups as clients ask for them. */
final class GroupOptions {

  /** The longest name of a group, in characters. */
  private static final int LONGEST_NAME = 1_000;

  private GroupOptions() {}

  static GroupKey key(StreamIdentifier stream, String group, EventLimits limits) {
    return new GroupKey(ProposedMessages.name(stream, limits), name(group));
  }

  static GroupKey all(String group) {
    return new GroupKey(StreamNames.ALL, name(group));
  }

  private static String name(String group) {
    if (group.isEmpty() || group.length() > LONGEST_NAME) {
      throw Failures.invalid("a group's name has 1 to " + LONGEST_NAME + " characters");
    }
    return group;
  }

  /** The same in the words of a creation: their fields have the same numbers. */
  static CreateReq.Options asCreation(UpdateReq.Options options) {
    try {
      return CreateReq.Options.parseFrom(options.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw Failures.invalid("the options are not sound: " + e.getMessage());
    }
  }

  /**
   * A group as it is asked for.
   *
   * @param end finds the place that the next event of a stream or of all will get
   */
  static GroupDefinition definition(
      CreateReq.Options options, EventLimits limits, Function<GroupKey, Long> end)
      throws GroupRefusal {
    GroupKey key =
        switch (options.getStreamOptionCase()) {
          case STREAM ->
              key(options.getStream().getStreamIdentifier(), options.getGroupName(), limits);
          case ALL -> all(options.getGroupName());
          case STREAMOPTION_NOT_SET ->
              key(options.getStreamIdentifier(), options.getGroupName(), limits);
        };
    long from = from(options);
    String startFrom = key.all() ? "C:" + from + "/P:" + from : Long.toString(from);
    try {
      long start = from < 0 ? end.apply(key) : from;
      return new GroupDefinition(
          key, settings(options.getSettings(), start), startFrom, filter(options));
    } catch (IllegalArgumentException e) {
      throw new GroupRefusal(GroupRefusal.Reason.FAILED, key, String.valueOf(e.getMessage()));
    }
  }

  /** The first place asked for; -1: the end. */
  private static long from(CreateReq.Options options) {
    return switch (options.getStreamOptionCase()) {
      case STREAM ->
          switch (options.getStream().getRevisionOptionCase()) {
            case REVISION -> Math.max(-1, options.getStream().getRevision());
            case START -> 0;
            case END, REVISIONOPTION_NOT_SET -> -1;
          };
      case ALL ->
          switch (options.getAll().getAllOptionCase()) {
            case POSITION -> Math.max(-1, options.getAll().getPosition().getCommitPosition());
            case START -> 0;
            case END, ALLOPTION_NOT_SET -> -1;
          };
      case STREAMOPTION_NOT_SET -> Math.max(-1, options.getSettings().getRevision());
    };
  }

  private static GroupSettings settings(CreateReq.Settings settings, long start) {
    return new GroupSettings(
        settings.getResolveLinks(),
        start,
        settings.getExtraStatistics(),
        switch (settings.getMessageTimeoutCase()) {
          case MESSAGE_TIMEOUT_MS -> settings.getMessageTimeoutMs();
          case MESSAGE_TIMEOUT_TICKS -> millis(settings.getMessageTimeoutTicks());
          case MESSAGETIMEOUT_NOT_SET -> 0;
        },
        settings.getMaxRetryCount(),
        settings.getLiveBufferSize(),
        settings.getReadBatchSize(),
        settings.getHistoryBufferSize(),
        switch (settings.getCheckpointAfterCase()) {
          case CHECKPOINT_AFTER_MS -> settings.getCheckpointAfterMs();
          case CHECKPOINT_AFTER_TICKS -> millis(settings.getCheckpointAfterTicks());
          case CHECKPOINTAFTER_NOT_SET -> 0;
        },
        settings.getMinCheckpointCount(),
        settings.getMaxCheckpointCount(),
        settings.getMaxSubscriberCount(),
        strategy(settings));
  }

  private static int millis(long ticks) {
    return Math.clamp(Ticks.toMillis(ticks), -1, Integer.MAX_VALUE);
  }

  private static ConsumerStrategy strategy(CreateReq.Settings settings) {
    String text = settings.getConsumerStrategy();
    if (!text.isEmpty()) {
      return ConsumerStrategy.of(text)
          .orElseThrow(() -> new IllegalArgumentException("there is no consumer strategy " + text));
    }
    return switch (settings.getNamedConsumerStrategy()) {
      case DispatchToSingle -> ConsumerStrategy.DISPATCH_TO_SINGLE;
      case RoundRobin -> ConsumerStrategy.ROUND_ROBIN;
      case Pinned -> ConsumerStrategy.PINNED;
      case UNRECOGNIZED -> throw new IllegalArgumentException("there is no such strategy");
    };
  }

  private static GroupFilter filter(CreateReq.Options options) {
    if (!options.hasAll() || !options.getAll().hasFilter()) {
      return GroupFilter.ALL;
    }
    CreateReq.AllOptions.FilterOptions filter = options.getAll().getFilter();
    return switch (filter.getFilterCase()) {
      case STREAM_IDENTIFIER -> filter(EventFilter.Subject.STREAM, filter.getStreamIdentifier());
      case EVENT_TYPE -> filter(EventFilter.Subject.TYPE, filter.getEventType());
      case FILTER_NOT_SET -> throw new IllegalArgumentException("a filter says what it looks at");
    };
  }

  private static GroupFilter filter(
      EventFilter.Subject subject, CreateReq.AllOptions.FilterOptions.Expression expression) {
    String regex = expression.getRegex();
    if (regex.isEmpty()) {
      return new GroupFilter.Prefix(subject, expression.getPrefixList());
    }
    Expressions.check(regex);
    return new GroupFilter.Regex(subject, regex);
  }
}
