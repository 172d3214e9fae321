package dev.trimaran.events.core.group;

import dev.trimaran.base.Checks;

/**
 * How a group works.
 *
 * @param resolveLinks whether links are followed
 * @param start the first place asked for: a stream's revision, or a position of {@code $all}
 * @param extraStatistics whether clients asked for more than the usual figures
 * @param messageTimeoutMs after which an unacknowledged message is retried; 0: never
 * @param maxRetryCount retries before a message is parked
 * @param liveBufferSize messages waiting for a consumer, once the group has reached the end
 * @param readBatchSize messages read at once
 * @param historyBufferSize messages waiting for a consumer, before that
 * @param checkpointAfterMs between two checkpoints of at least {@code minCheckpointCount} messages
 * @param maxCheckpointCount messages after which a checkpoint is due at once
 * @param maxSubscriberCount consumers at a time; 0: any number
 */
public record GroupSettings(
    boolean resolveLinks,
    long start,
    boolean extraStatistics,
    int messageTimeoutMs,
    int maxRetryCount,
    int liveBufferSize,
    int readBatchSize,
    int historyBufferSize,
    int checkpointAfterMs,
    int minCheckpointCount,
    int maxCheckpointCount,
    int maxSubscriberCount,
    ConsumerStrategy strategy) {

  /** The largest of each buffer. */
  public static final int LARGEST_BUFFER = 100_000;

  public GroupSettings {
    Checks.argument(start >= 0, "a group starts from 0 or more");
    Checks.argument(messageTimeoutMs >= 0, "the message timeout is 0 or more milliseconds");
    Checks.argument(maxRetryCount >= 0, "the largest number of retries is 0 or more");
    buffer(liveBufferSize, "live buffer");
    buffer(historyBufferSize, "history buffer");
    buffer(readBatchSize, "read batch");
    Checks.argument(
        readBatchSize < historyBufferSize, "the read batch is smaller than the history buffer");
    Checks.argument(checkpointAfterMs >= 0, "checkpoints come after 0 or more milliseconds");
    Checks.argument(minCheckpointCount >= 0, "the smallest checkpoint count is 0 or more");
    Checks.argument(
        maxCheckpointCount > 0 && maxCheckpointCount >= minCheckpointCount,
        "the largest checkpoint count is positive, and not below the smallest");
    Checks.argument(maxSubscriberCount >= 0, "the largest number of subscribers is 0 or more");
  }

  private static void buffer(int size, String name) {
    Checks.argument(
        size > 0 && size <= LARGEST_BUFFER, "the " + name + " size is 1 to " + LARGEST_BUFFER);
  }

  /** What clients ask for who say nothing, from the first event. */
  public static GroupSettings defaults() {
    return new GroupSettings(
        false,
        0,
        false,
        30_000,
        10,
        500,
        20,
        500,
        2_000,
        10,
        1_000,
        0,
        ConsumerStrategy.ROUND_ROBIN);
  }
}
