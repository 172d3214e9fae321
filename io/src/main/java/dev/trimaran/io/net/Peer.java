package dev.trimaran.io.net;

import dev.trimaran.base.NodeId;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to another node. The node with the smaller id dials, and redials for ever; the
 * other waits, and takes the newest connection as the only one. All but {@link #outbox} belongs to
 * the event loop.
 */
final class Peer {

  final NodeId id;
  final Outbox outbox;
  private final TcpNetwork network;
  private @Nullable InetSocketAddress address;
  private @Nullable ScheduledFuture<?> retry;
  private @Nullable ScheduledFuture<?> stallCheck;
  private boolean dialling;
  private boolean forgotten;
  private int attempts;
  private long writtenBefore;

  Peer(NodeId id, TcpNetwork network) {
    this.id = id;
    this.network = network;
    this.outbox = new Outbox(network.loop(), network.limits().maxQueuedBytes());
  }

  void address(InetSocketAddress newAddress) {
    boolean moved = address != null && !address.equals(newAddress);
    address = newAddress;
    Channel channel = outbox.channel();
    if (moved && channel != null) {
      channel.close();
    }
    dial();
  }

  /** Dials if that is this side's part and nothing is under way. */
  void dial() {
    InetSocketAddress to = address;
    boolean mine = network.self().compareTo(id) < 0;
    if (!mine || to == null || dialling || forgotten || retry != null) {
      return;
    }
    if (outbox.channel() == null && network.open()) {
      dialling = true;
      network
          .connect(this, to)
          .addListener(done -> {
            if (!done.isSuccess()) {
              disconnected(null);
            }
          });
    }
  }

  /** A greeted connection replaces the one before it. */
  void connected(Channel channel) {
    if (forgotten) {
      channel.close();
      return;
    }
    Channel before = outbox.channel();
    dialling = false;
    attempts = 0;
    outbox.channel(channel);
    if (before != null && before != channel) {
      before.close();
    }
    if (stallCheck == null) {
      long period = network.limits().stallTimeout().toNanos();
      stallCheck =
          network
              .loop()
              .scheduleAtFixedRate(this::checkStall, period, period, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * A connection ended, or was not made.
   *
   * @param channel null when there was none
   */
  void disconnected(@Nullable Channel channel) {
    Channel current = outbox.channel();
    if (current != null && current != channel) {
      return; // an older connection, already replaced
    }
    dialling = false;
    outbox.channel(null);
    outbox.run(); // drops what waited
    if (stallCheck != null) {
      stallCheck.cancel(false);
      stallCheck = null;
    }
    if (forgotten || !network.open()) {
      return;
    }
    network.unreachable(id);
    if (address != null && retry == null) {
      retry = network.loop().schedule(this::retry, backoffNanos(), TimeUnit.NANOSECONDS);
    }
  }

  void forget() {
    forgotten = true;
    if (retry != null) {
      retry.cancel(false);
    }
    Channel channel = outbox.channel();
    if (channel != null) {
      channel.close();
    }
  }

  private void retry() {
    retry = null;
    dial();
  }

  private long backoffNanos() {
    NetworkLimits limits = network.limits();
    long doubled = limits.firstRetry().toNanos() << Math.min(attempts++, 20);
    long longest = Math.min(doubled, limits.maxRetry().toNanos());
    return (long) (longest * (0.5 + network.randomness().nextDouble() / 2));
  }

  private void checkStall() {
    Channel channel = outbox.channel();
    if (channel != null && outbox.waiting() > 0 && outbox.written() == writtenBefore) {
      network.log().warn("peer {} takes no bytes; its connection is given up", id);
      channel.close();
    }
    writtenBefore = outbox.written();
  }
}
