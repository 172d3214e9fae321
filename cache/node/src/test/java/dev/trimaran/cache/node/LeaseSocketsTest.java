package dev.trimaran.cache.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A thousand connections miss one key: one of them loads it, over real sockets. */
final class LeaseSocketsTest {

  private static final int CLIENTS = 1000;

  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(CLIENTS);

  @Test
  void oneOfAThousandLoads() throws Exception {
    try (Cache<String, String> cache = Cache.start(CacheSettings.ofStrings().withPort(0));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      InetSocketAddress address = cache.address().orElseThrow();
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(threads.submit(() -> value(address)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("loaded");
      }
      assertThat(loads).hasValue(1);
    }
  }

  private String value(InetSocketAddress address) throws IOException, InterruptedException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort());
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      send(socket, "GETLEASE k 60000 WAIT 60000");
      asked.countDown();
      assertThat(in.readLine()).isEqualTo("*3");
      in.readLine();
      if (in.readLine().equals("hit")) {
        in.readLine();
        return in.readLine();
      }
      assertThat(in.readLine()).isEqualTo("$-1");
      in.readLine();
      String token = in.readLine();
      asked.await();
      loads.incrementAndGet();
      send(socket, "SETLEASE k " + token + " loaded EX 60");
      assertThat(in.readLine()).isEqualTo(":1");
      return "loaded";
    }
  }

  private static void send(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
  }
}
