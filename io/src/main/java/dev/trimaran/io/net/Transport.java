package dev.trimaran.io.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Epoll where the machine has it, else NIO; one event loop for all peers of a node. */
record Transport(
    EventLoopGroup group, Class<? extends ServerChannel> server, Class<? extends Channel> client) {

  static Transport start(String name) {
    DefaultThreadFactory threads = new DefaultThreadFactory(name);
    return Epoll.isAvailable()
        ? new Transport(
            new MultiThreadIoEventLoopGroup(1, threads, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : new Transport(
            new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory()),
            NioServerSocketChannel.class,
            NioSocketChannel.class);
  }
}
