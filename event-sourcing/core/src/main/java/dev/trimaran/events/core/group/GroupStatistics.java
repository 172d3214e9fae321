package dev.trimaran.events.core.group;

import java.util.List;

/**
 * A group at a moment.
 *
 * @param live whether it has reached the end
 * @param settled the place up to which all is settled
 * @param checkpoint the place up to which a checkpoint was written
 * @param waiting messages that were read and no consumer had yet
 * @param retrying messages that wait to be told again
 * @param inFlight messages that consumers have
 * @param held messages that were read and are not settled
 * @param parked messages put aside
 * @param oldestMs since when the oldest held message is held; 0 without any
 */
public record GroupStatistics(
    boolean live,
    long settled,
    long checkpoint,
    int waiting,
    int retrying,
    int inFlight,
    int held,
    long parked,
    long oldestMs,
    List<OfConsumer> consumers) {
  public GroupStatistics {
    consumers = List.copyOf(consumers);
  }

  /**
   * A consumer.
   *
   * @param total messages it was told, ever
   * @param recent messages it was told since the last look
   * @param perSecond on average since it came
   * @param room messages it takes still
   */
  public record OfConsumer(
      long consumer, long total, long recent, int perSecond, int room, int inFlight) {}
}
