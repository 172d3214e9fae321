package dev.trimaran.events.core.stream;

/** Hashes the names of streams: 128 bits, which stand for the name from then on. */
@FunctionalInterface
public interface NameHash {

  StreamKey hash(String name);
}
