package dev.trimaran.simulation;

import dev.trimaran.base.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The loops that ended by an exception. */
public final class Failures {

  /** A loop that threw. */
  public record Failure(NodeId node, String loop, Throwable cause) {}

  private final List<Failure> all = new ArrayList<>();

  Failures() {}

  /** All failures so far, oldest first. */
  public List<Failure> all() {
    return Collections.unmodifiableList(all);
  }

  void add(Failure failure) {
    all.add(failure);
  }
}
