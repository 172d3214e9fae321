package dev.trimaran.simulation;

import java.util.List;
import java.util.Objects;

/** What a harness may do to the disk of one node, running or not. */
public final class DiskFaults {

  private final SimulatedNode node;
  private final Trace trace;

  DiskFaults(SimulatedNode node, Trace trace) {
    this.node = node;
    this.trace = trace;
  }

  /** How the disk behaves from now on. */
  public void settings(DiskSettings settings) {
    node.image.settings = settings;
  }

  /** How the disk behaves now. */
  public DiskSettings settings() {
    return node.image.settings;
  }

  /** Every path on the disk, sorted. */
  public List<String> paths() {
    return List.copyOf(node.image.paths());
  }

  /** Length of a file in bytes. */
  public long size(String path) {
    return file(path).size();
  }

  /** Inverts one bit at rest, unnoticed: bit 0 is the lowest of the byte. */
  public void flipBit(String path, long position, int bit) {
    trace.record(node.id.value(), Trace.Kind.ROT, position * 8 + bit);
    file(path).flip(position, bit);
  }

  /** The disk is replaced by an empty one; for a node that is down. */
  public void wipe() {
    trace.record(node.id.value(), Trace.Kind.DELETE, 0);
    node.image.wipe();
  }

  private FileImage file(String path) {
    return Objects.requireNonNull(node.image.find(path), () -> "no such file: " + path);
  }
}
