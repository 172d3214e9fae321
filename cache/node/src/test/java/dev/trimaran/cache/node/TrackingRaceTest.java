package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.clients.PlainClient;
import dev.trimaran.cache.node.clients.RunningCache;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that keep a copy of a key until they are told of a change, while others change it: on the
 * wire no reply with an old value may follow the message of the change that made it old.
 */
@Timeout(120)
final class TrackingRaceTest {

  private static final int ROUNDS = 40;
  private static final int CHANGES = 50;
  private static final int BATCH = 8;

  /** Reads its key all the time, some requests at once, and keeps what it is told. */
  private static final class Copier implements Callable<Integer> {
    private final PlainClient client;
    private final AtomicBoolean changing;
    private final boolean strict;
    private int copy = -1;
    private int last = -1;
    private int told;

    Copier(PlainClient client, AtomicBoolean changing, boolean strict) {
      this.client = client;
      this.changing = changing;
      this.strict = strict;
    }

    /** The copy at the end, when all messages are in; -1 for none. */
    @Override
    public Integer call() throws IOException {
      String[] requests = new String[BATCH];
      Arrays.fill(requests, "GET k");
      while (changing.get()) {
        client.send(requests);
        replies(BATCH);
        client.send("GET k");
        replies(1);
      }
      client.send("PING");
      replies(1);
      return copy;
    }

    private void replies(int count) throws IOException {
      int left = count;
      while (left > 0) {
        String line = client.line();
        switch (line.charAt(0)) {
          case '>' -> message();
          case '$' -> {
            value(Integer.parseInt(client.bulk(line)));
            left--;
          }
          case '+' -> left--;
          default -> throw new AssertionError(line);
        }
      }
    }

    private void message() throws IOException {
      assertThat(client.bulk(client.line())).isEqualTo("invalidate");
      assertThat(client.line()).isEqualTo("*1");
      assertThat(client.bulk(client.line())).isEqualTo("k");
      copy = -1;
      told++;
    }

    private void value(int value) {
      assertThat(value).isGreaterThanOrEqualTo(last);
      if (strict && value != last) {
        assertThat(copy).as("%d follows %d, and the change was not told", value, last).isNegative();
      }
      last = value;
      copy = value;
    }
  }

  private static void race(String tracking, boolean strict) throws Exception {
    try (RunningCache cache = RunningCache.start();
        PlainClient writer = new PlainClient(cache.address());
        PlainClient reader = new PlainClient(cache.address());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.send("HELLO 3", "CLIENT " + tracking, "ECHO begin");
      while (!reader.line().equals("begin")) {
        continue;
      }
      writer.ask("SET k 0");
      int value = 0;
      int told = 0;
      for (int round = 0; round < ROUNDS; round++) {
        AtomicBoolean changing = new AtomicBoolean(true);
        Copier copier = new Copier(reader, changing, strict);
        Future<Integer> copy = threads.submit(copier);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
          seen.add(writer.ask("INCR k"));
        }
        value += CHANGES;
        changing.set(false);
        assertThat(seen.getLast()).isEqualTo(":" + value);
        assertThat(copy.get()).isIn(-1, value);
        told += copier.told;
      }
      assertThat(told).isGreaterThan(ROUNDS);
    }
  }

  @Test
  void noOldValueFollowsTheMessageOfItsChange() throws Exception {
    race("TRACKING ON", true);
  }

  @Test
  void broadcastsComeBeforeTheEnd() throws Exception {
    race("TRACKING ON BCAST", false);
  }
}
