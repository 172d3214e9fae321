package dev.trimaran.events.node.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends to a client no faster than it takes: who writes waits while the call is not ready. For one
 * writing thread.
 */
final class Outlet<T> {

  private final ServerCallStreamObserver<T> observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** To be made before the method of the service returns. */
  Outlet(ServerCallStreamObserver<T> observer) {
    this.observer = observer;
    observer.setOnReadyHandler(this::signal);
    observer.setOnCancelHandler(this::signal);
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a message, waiting for its turn.
   *
   * @throws StatusRuntimeException when the client has gone
   */
  void send(T message) throws InterruptedException {
    if (!observer.isReady()) {
      awaitReady();
    }
    if (isCancelled()) {
      throw Status.CANCELLED.withDescription("the client has gone").asRuntimeException();
    }
    observer.onNext(message);
  }

  private void awaitReady() throws InterruptedException {
    lock.lock();
    try {
      while (!observer.isReady() && !observer.isCancelled()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isCancelled() {
    return observer.isCancelled();
  }

  void complete() {
    if (!isCancelled()) {
      observer.onCompleted();
    }
  }

  void fail(StatusRuntimeException failure) {
    if (!isCancelled()) {
      observer.onError(failure);
    }
  }
}
