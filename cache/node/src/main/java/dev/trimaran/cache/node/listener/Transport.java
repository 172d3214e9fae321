package dev.trimaran.cache.node.listener;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** By which system calls sockets are served. */
public enum Transport {
  /** The best that works here: epoll on Linux, else NIO. */
  AUTO,
  EPOLL,
  IO_URING,
  NIO;

  /** What {@link #AUTO} stands for here; anything else as it is. */
  Transport resolved() {
    if (this != AUTO) {
      return this;
    }
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** Why it can't be used here, empty where it can. */
  public String obstacle() {
    Throwable cause =
        switch (resolved()) {
          case EPOLL -> Epoll.unavailabilityCause();
          case IO_URING -> IoUring.unavailabilityCause();
          case AUTO, NIO -> null;
        };
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }

  /** A group of one loop, whose thread is named so. */
  public EventLoopGroup oneLoop(String name) {
    IoHandlerFactory factory =
        switch (resolved()) {
          case EPOLL -> EpollIoHandler.newFactory();
          case IO_URING -> IoUringIoHandler.newFactory();
          case AUTO, NIO -> NioIoHandler.newFactory();
        };
    return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name), factory);
  }

  Class<? extends ServerSocketChannel> serverChannel() {
    return switch (resolved()) {
      case EPOLL -> EpollServerSocketChannel.class;
      case IO_URING -> IoUringServerSocketChannel.class;
      case AUTO, NIO -> NioServerSocketChannel.class;
    };
  }
}
