package dev.trimaran.server.config;

/** The configuration is wrong; the message says what, why and what to do instead. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message, null, false, false);
  }
}
