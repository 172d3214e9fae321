package dev.trimaran.events.core.model;

/** What names of streams say. */
public final class StreamNames {

  /** The log as a stream; nothing is appended to it. */
  public static final String ALL = "$all";

  private static final String METADATA = "$$";

  private StreamNames() {}

  /** Whether it belongs to the system: users need the right to touch it. */
  public static boolean isSystem(String name) {
    return name.startsWith("$");
  }

  /** Whether it holds the metadata of another stream. */
  public static boolean isMetadata(String name) {
    return name.startsWith(METADATA);
  }

  /** The stream that holds the metadata of another. */
  public static String metadataOf(String name) {
    return METADATA + name;
  }

  /** The stream whose metadata a metadata stream holds. */
  public static String described(String metadataStream) {
    return metadataStream.substring(METADATA.length());
  }

  /** What stands before the first {@code -}; empty when there is none. */
  public static String category(String name) {
    int dash = name.indexOf('-');
    return dash < 0 ? "" : name.substring(0, dash);
  }

  /** Whether events may be appended to a stream of that name. */
  public static boolean mayBeWritten(String name) {
    return !name.isEmpty()
        && !name.equals(ALL)
        && !name.equals(METADATA)
        && !name.startsWith(METADATA + METADATA);
  }
}
