package dev.trimaran.events.node.storage;

/** Names of the index's files. */
final class Layout {

  static final String DIRECTORY = "index";
  static final String REMEDY =
      "The file is removed: restart the node, it makes its index again from its log";
  private static final String SUFFIX = ".idx";

  private Layout() {}

  /** The file of the segment that begins at a position. */
  static String path(long first) {
    return "%s/%020d%s".formatted(DIRECTORY, first, SUFFIX);
  }

  static boolean isSegment(String name) {
    return name.length() == 20 + SUFFIX.length()
        && name.endsWith(SUFFIX)
        && name.chars().limit(20).allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
