package dev.trimaran.cache.core.tracking;

import dev.trimaran.cache.core.model.Name;
import dev.trimaran.cache.core.session.Session;
import java.util.TreeSet;

/** What one client wants to be told of, and where. */
public final class Tracker {

  final Session session;
  final TreeSet<Name> prefixes = new TreeSet<>();
  boolean on;
  TrackingOptions options = TrackingOptions.NONE;

  /** {@code CLIENT CACHING} was given for the next request or transaction. */
  boolean caching;

  /** The client that it redirects to was gone when it was to be told. */
  boolean broken;

  public Tracker(Session session) {
    this.session = session;
  }

  /** Whether it is told of anything. */
  public boolean isOn() {
    return on;
  }

  /** Whether what it reads now is remembered. */
  boolean remembers() {
    return on
        && !options.broadcast()
        && (!options.optIn() || caching)
        && (!options.optOut() || !caching);
  }

  /** The client that is told in its place, 0 for itself, -1 when it tracks nothing. */
  public long redirection() {
    return on ? options.redirect() : -1;
  }

  /** The letters of {@code flags} in {@code CLIENT LIST}. */
  public String flags() {
    return (on ? "t" : "") + (broken ? "R" : "") + (on && options.broadcast() ? "B" : "");
  }
}
