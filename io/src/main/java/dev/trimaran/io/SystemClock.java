package dev.trimaran.io;

import dev.trimaran.base.port.Clock;

/** The clocks of the machine. */
public final class SystemClock implements Clock {

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }
}
