package dev.trimaran.events.node.group;

import dev.trimaran.events.core.model.StreamNames;

/**
 * A group's name.
 *
 * @param stream that it reads; {@code $all} for all
 * @param name within the stream
 */
public record GroupKey(String stream, String name) {

  private static final String PREFIX = "$persistentsubscription-";

  /** Whether a stream is one of a group. */
  static boolean isOfGroup(String stream) {
    return stream.startsWith(PREFIX);
  }

  public boolean all() {
    return stream.equals(StreamNames.ALL);
  }

  /** As clients are told. */
  public String id() {
    return stream + "::" + name;
  }

  String checkpoints() {
    return PREFIX + id() + "-checkpoint";
  }

  String parked() {
    return PREFIX + id() + "-parked";
  }
}
