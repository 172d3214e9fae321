package dev.trimaran.events.core.model;

/** Which way to read. */
public enum Direction {
  FORWARDS,
  BACKWARDS
}
