package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long what is loaded is kept.
 *
 * @param ttl after which it goes, if ever
 * @param fresh after which it is loaded anew while it is still told, if ever
 */
record Lifetime(Optional<Duration> ttl, Optional<Duration> fresh) {

  static Lifetime of(Duration fresh, Duration ttl) {
    return new Lifetime(Optional.of(ttl), Optional.of(fresh));
  }

  /** As options of {@code SETLEASE}. */
  List<byte[]> options() {
    List<byte[]> words = new ArrayList<>();
    ttl.ifPresent(time -> words.addAll(List.of("PX".getBytes(US_ASCII), Times.ms(time))));
    fresh.ifPresent(time -> words.addAll(List.of("SOFT".getBytes(US_ASCII), Times.ms(time))));
    return words;
  }
}
