package dev.trimaran.simulation.decorator;

import dev.trimaran.base.Checks;
import dev.trimaran.base.NodeId;
import dev.trimaran.base.port.Network;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the callers of a network: it is opened once and before it is used, not used after it was
 * closed, and what was sent does not change until the network is closed or {@link #check} is
 * called.
 */
public final class AssertingNetwork implements Network {

  private static final int REMEMBERED = 256;

  private final Network network;
  private final ByteBuffer[] @Nullable [] sent = new ByteBuffer[REMEMBERED][];
  private final int[] hashes = new int[REMEMBERED];
  private int next;
  private boolean opened;
  private boolean closed;

  /** Around {@code network}. */
  public AssertingNetwork(Network network) {
    this.network = network;
  }

  @Override
  public synchronized void open(Receiver receiver) {
    Checks.that(!opened && !closed, "a network is opened once");
    opened = true;
    network.open(receiver);
  }

  @Override
  public synchronized boolean send(NodeId to, ByteBuffer... parts) {
    Checks.that(opened, "a network is opened before the first send");
    Checks.that(!closed, "a closed network is not used");
    remember(parts);
    return network.send(to, parts);
  }

  @Override
  public synchronized void close() {
    check();
    closed = true;
    network.close();
  }

  /** Fails when one of the last {@value #REMEMBERED} frames has changed since it was sent. */
  public synchronized void check() {
    for (int i = 0; i < REMEMBERED; i++) {
      check(i);
    }
  }

  private void remember(ByteBuffer... parts) {
    ByteBuffer[] views = new ByteBuffer[parts.length];
    for (int i = 0; i < parts.length; i++) {
      views[i] = parts[i].duplicate();
    }
    int slot = next++ % REMEMBERED;
    check(slot);
    sent[slot] = views;
    hashes[slot] = hash(views);
  }

  private void check(int slot) {
    ByteBuffer[] views = sent[slot];
    Checks.that(
        views == null || hash(views) == hashes[slot], "a frame does not change after it was sent");
  }

  private static int hash(ByteBuffer... views) {
    int result = 1;
    for (ByteBuffer view : views) {
      result = 31 * result + view.hashCode();
    }
    return result;
  }
}
