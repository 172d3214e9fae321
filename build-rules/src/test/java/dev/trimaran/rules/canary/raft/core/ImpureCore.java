package dev.trimaran.rules.canary.raft.core;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.logging.Logger;

abstract class ImpureCore {

  @SuppressWarnings("NonFinalStaticField")
  static int COUNT;

  abstract void reads(Path path);

  abstract void locks(Lock lock);

  abstract void starts(Thread thread);

  abstract void logs(Logger logger);

  abstract void draws(Random random);

  abstract void reflects(Method method);

  abstract void awaits(CompletableFuture<Void> future);

  long looksAtAClock() {
    return System.nanoTime();
  }

  synchronized void guards() {}
}
