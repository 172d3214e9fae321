package dev.trimaran.base.port;

/** Time, handed in. */
public interface Clock {

  /** Monotonic nanoseconds since an arbitrary origin; only differences mean something. */
  long nanoTime();

  /** Wall clock milliseconds since 1970-01-01 UTC; may jump. Never used for safety. */
  long currentTimeMillis();
}
