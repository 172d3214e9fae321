package dev.trimaran.server.config;

/**
 * The text of a setting and where it came from.
 *
 * @param text as given
 * @param origin the source that won
 */
public record Value(String text, Origin origin) {}
