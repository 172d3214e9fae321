package dev.trimaran.events.core.stream;

/**
 * The hash of a stream's name.
 *
 * @param high and {@code low}: not both 0
 */
public record StreamKey(long high, long low) {

  public StreamKey {
    if (high == 0 && low == 0) {
      low = 1;
    }
  }
}
