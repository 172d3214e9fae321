package dev.trimaran.cache.node.listener;

/**
 * How many bytes of replies may wait for a client before it is disconnected ({@code
 * client-output-buffer-limit}).
 *
 * @param hardBytes at once; 0 for no limit
 * @param softBytes when exceeded for longer than {@code softSeconds}; 0 for no limit
 * @param softSeconds how long
 */
public record OutputLimit(long hardBytes, long softBytes, int softSeconds) {

  private static final long MIB = 1024L * 1024;

  /** Of Redis, for those who only ask. */
  public static final OutputLimit NORMAL = new OutputLimit(0, 0, 0);

  /** Of Redis, for replicas. */
  public static final OutputLimit REPLICA = new OutputLimit(256 * MIB, 64 * MIB, 60);

  /** Of Redis, for those who listen to channels. */
  public static final OutputLimit PUBSUB = new OutputLimit(32 * MIB, 8 * MIB, 60);
}
