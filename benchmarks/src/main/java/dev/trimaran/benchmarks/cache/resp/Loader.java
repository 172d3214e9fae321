package dev.trimaran.benchmarks.cache.resp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Sends requests over one connection as fast as the server takes them, and counts the answers on
 * another thread: what a server has not read yet holds the writer back by the socket.
 */
public final class Loader {

  private static final int BATCH_BYTES = 64 << 10;
  private static final int SILENCE_MILLIS = 60_000;

  private Loader() {}

  /**
   * Writes the keys {@code 0 .. count - 1} and waits for every answer.
   *
   * @throws IOException with the first bad answer, or when the server is silent for a minute
   */
  public static void fill(InetSocketAddress server, Filler filler, long count) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server, SILENCE_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      InputStream in = socket.getInputStream();
      var answers = new CompletableFuture<Void>();
      Thread.ofPlatform()
          .name("loader-answers")
          .daemon()
          .start(() -> {
            try {
              count(in, filler.good(), count);
              answers.complete(null);
            } catch (IOException e) {
              answers.completeExceptionally(e);
            }
          });
      send(socket.getOutputStream(), filler.template(), count, answers);
      answers.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }

  private static void send(
      OutputStream out, Filler.Template one, long count, CompletableFuture<Void> answers)
      throws IOException {
    int size = one.bytes().length;
    int inBatch = Math.max(1, BATCH_BYTES / size);
    byte[] batch = new byte[inBatch * size];
    for (int i = 0; i < inBatch; i++) {
      System.arraycopy(one.bytes(), 0, batch, i * size, size);
    }
    int digits = one.keyDigits();
    for (long next = 0; next < count && !answers.isDone(); next += inBatch) {
      int used = (int) Math.min(inBatch, count - next);
      for (int i = 0; i < used; i++) {
        one.number(batch, i * size, next + i, digits);
      }
      out.write(batch, 0, used * size);
    }
  }

  /** Reads {@code count} lines; each starts with {@code good}. */
  private static void count(InputStream in, byte good, long count) throws IOException {
    byte[] buffer = new byte[BATCH_BYTES];
    boolean starts = true;
    for (long left = count; left > 0; ) {
      int read = in.read(buffer);
      if (read < 0) {
        throw new IOException("the connection was closed with " + left + " answers missing");
      }
      for (int i = 0; i < read; i++) {
        if (starts && buffer[i] != good) {
          throw new IOException(
              "refused: " + new String(buffer, i, read - i, StandardCharsets.US_ASCII).strip());
        }
        starts = buffer[i] == '\n';
        left -= starts ? 1 : 0;
      }
    }
  }
}
