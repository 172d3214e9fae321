package dev.trimaran.cache.node.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's redis-server as a process of its own, without files, on a free port. */
final class RedisProcess implements AutoCloseable {

  private static final int TRIES = 200;
  private static final String REMEDY =
      "redis-server 7.0 is needed for this test: apt-get install redis-server"
          + " (or put it into PATH)";

  private final Process process;
  private final InetSocketAddress address;

  private RedisProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  static RedisProcess start(Path directory) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "redis-server",
                "--bind",
                address.getAddress().getHostAddress(),
                "--port",
                String.valueOf(address.getPort()),
                "--save",
                "",
                "--appendonly",
                "no",
                "--hz",
                "500"));
    builder.environment().put("LC_ALL", "C");
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    RedisProcess redis;
    try {
      redis = new RedisProcess(builder.start(), address);
    } catch (IOException e) {
      throw new IOException(REMEDY, e);
    }
    redis.awaitAnswer();
    return redis;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try (RespConnection connection = new RespConnection(address)) {
        String info = connection.call("INFO", "server").string();
        if (!info.contains("redis_version:7.0.")) {
          close();
          throw new IllegalStateException(REMEDY + "; it is another version:\n" + info);
        }
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
      }
    }
    close();
    throw new IOException("redis-server does not answer on " + address);
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
