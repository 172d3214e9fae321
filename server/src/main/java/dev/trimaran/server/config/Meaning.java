package dev.trimaran.server.config;

/** What a flag of a {@link Dialect} does. */
sealed interface Meaning {

  /** Gives a setting its value. */
  record Sets(Setting setting) implements Meaning {}

  /** Names the file of the configuration. */
  record NamesFile() implements Meaning {}

  /** Is accepted and changes nothing. */
  record Ignored(boolean isSwitch) implements Meaning {}

  /**
   * Is known and not served yet: refused, unless it asks for what happens anyway.
   *
   * @param harmless the value that may be given
   */
  record Refused(boolean isSwitch, String harmless) implements Meaning {}

  default boolean standsAlone() {
    return switch (this) {
      case Sets sets -> sets.setting().isSwitch();
      case NamesFile _ -> false;
      case Ignored ignored -> ignored.isSwitch();
      case Refused refused -> refused.isSwitch();
    };
  }
}
