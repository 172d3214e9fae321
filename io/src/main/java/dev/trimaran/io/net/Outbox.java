package dev.trimaran.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one peer. Any thread adds; the event loop is woken once for all that
 * has been added since it last looked, and flushes once.
 */
final class Outbox implements Runnable {

  private static final int BATCH_BYTES = 64 << 10;

  private record Frame(int length, ByteBuffer[] parts) {}

  private final EventLoop loop;
  private final int maxBytes;
  private final FrameWriter writer = new FrameWriter();
  private final Queue<Frame> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Channel channel;

  /** Batches the socket took; changed by the event loop only. */
  private long written;

  Outbox(EventLoop loop, int maxBytes) {
    this.loop = loop;
    this.maxBytes = maxBytes;
  }

  /** Where frames go from now on; null drops them. */
  void channel(@Nullable Channel newChannel) {
    channel = newChannel;
  }

  @Nullable Channel channel() {
    return channel;
  }

  boolean add(int length, ByteBuffer... parts) {
    if (channel == null) {
      return false;
    }
    if (bytes.addAndGet(length) > maxBytes) {
      bytes.addAndGet(-length);
      return false;
    }
    queue.add(new Frame(length, parts));
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      loop.execute(this);
    }
    return true;
  }

  /** Bytes that the socket has not taken. */
  int waiting() {
    return bytes.get();
  }

  long written() {
    return written;
  }

  @Override
  public void run() {
    scheduled.set(false);
    Channel to = channel;
    ByteBuf batch = null;
    int batchBytes = 0;
    for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
      if (to == null) {
        bytes.addAndGet(-frame.length);
        continue;
      }
      if (batch == null) {
        int size = frame.length + FrameReader.HEADER_BYTES;
        batch = to.alloc().ioBuffer(Math.max(size, queue.isEmpty() ? size : BATCH_BYTES));
      }
      writer.write(batch, frame.length, frame.parts);
      batchBytes += frame.length;
      if (batch.readableBytes() >= BATCH_BYTES) {
        write(to, batch, batchBytes);
        batch = null;
        batchBytes = 0;
      }
    }
    if (to != null) {
      if (batch != null) {
        write(to, batch, batchBytes);
      }
      to.flush();
    }
  }

  private void write(Channel to, ByteBuf batch, int batchBytes) {
    to.write(batch)
        .addListener(done -> {
          written++;
          bytes.addAndGet(-batchBytes);
        });
  }
}
