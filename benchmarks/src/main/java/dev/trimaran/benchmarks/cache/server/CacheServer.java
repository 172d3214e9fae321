package dev.trimaran.benchmarks.cache.server;

import dev.trimaran.benchmarks.machine.Memory;
import dev.trimaran.benchmarks.process.FreePorts;
import dev.trimaran.benchmarks.process.Scratch;
import dev.trimaran.benchmarks.process.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running cache on loopback, alone, in a fresh directory; gone after close. */
public final class CacheServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final int CONNECT_MILLIS = 2_000;

  private final CacheProgram program;
  private final Scratch scratch;
  private final ServerProcess process;
  private final int port;

  private CacheServer(CacheProgram program, Scratch scratch, ServerProcess process, int port) {
    this.program = program;
    this.scratch = scratch;
    this.process = process;
    this.port = port;
  }

  /** Starts the program and waits until it answers. */
  public static CacheServer start(CacheProgram program) throws IOException, InterruptedException {
    Scratch scratch = Scratch.create("trimaran-bench-" + program.name() + "-");
    int port = FreePorts.pick(1).getFirst();
    Path data = Files.createDirectory(scratch.directory().resolve("data"));
    ServerProcess process =
        ServerProcess.start(
            program.commandLine(port, data), scratch.directory().resolve("server.log"));
    var server = new CacheServer(program, scratch, process, port);
    try {
      server.awaitServing();
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      scratch.keep();
      server.close();
      throw e;
    }
  }

  private void awaitServing() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            program.name() + " did not start; its output is in " + process.log() + process.tail());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(address(), CONNECT_MILLIS);
      socket.setSoTimeout(CONNECT_MILLIS);
      socket
          .getOutputStream()
          .write(program.protocol().hello().getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return line != null && line.startsWith(program.protocol().greeting());
    } catch (IOException e) {
      return false;
    }
  }

  public CacheProgram program() {
    return program;
  }

  public int port() {
    return port;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public long pid() {
    return process.pid();
  }

  /** Resident memory of the process, in bytes. */
  public long resident() throws IOException {
    return Memory.resident(process.pid());
  }

  /** A failure with where the log of this server is; the log then outlives the server. */
  public IOException failed(String doing, Exception cause) {
    return new IOException(
        program.name()
            + ": "
            + doing
            + ": "
            + cause.getMessage()
            + (process.isAlive() ? "" : " (the process is gone)")
            + "; its log is kept in "
            + scratch.keep(),
        cause);
  }

  @Override
  public void close() throws IOException {
    process.stop();
    scratch.close();
  }
}
