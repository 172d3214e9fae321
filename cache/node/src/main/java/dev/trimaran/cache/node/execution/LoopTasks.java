package dev.trimaran.cache.node.execution;

import dev.trimaran.base.Checks;
import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs on the loop what files have to say; once the loop has ended that is of no use any more. */
record LoopTasks(EventLoop loop) implements Executor {

  @Override
  public void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      Checks.that(loop.isShuttingDown(), "a loop that serves takes work");
    }
  }
}
