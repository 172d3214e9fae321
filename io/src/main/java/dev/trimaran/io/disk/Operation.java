package dev.trimaran.io.disk;

import dev.trimaran.base.port.Completion;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What waits in a lane. */
sealed interface Operation {

  Completion completion();

  /** Something about one open file. */
  sealed interface OfFile extends Operation {
    OpenFile file();
  }

  record Write(OpenFile file, long position, ByteBuffer data, Completion completion)
      implements OfFile {}

  record Sync(OpenFile file, Completion completion) implements OfFile {}

  record Truncate(OpenFile file, long size, Completion completion) implements OfFile {}

  record Close(OpenFile file, Completion completion) implements OfFile {}

  record Named(Action action, Completion completion) implements Operation {}

  /** A change of names, or their sync. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }
}
