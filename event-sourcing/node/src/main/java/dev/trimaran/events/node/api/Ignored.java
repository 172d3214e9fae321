package dev.trimaran.events.node.api;

import io.grpc.stub.StreamObserver;

/** What a client sends after its call was refused. */
final class Ignored<T> implements StreamObserver<T> {

  @Override
  public void onNext(T message) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onCompleted() {}
}
