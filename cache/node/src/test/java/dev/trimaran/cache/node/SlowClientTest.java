package dev.trimaran.cache.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trimaran.cache.node.clients.PlainClient;
import dev.trimaran.cache.node.clients.RunningCache;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read what they are sent: their limits, over sockets. */
@Timeout(60)
final class SlowClientTest {

  private static final int VALUE = 16 << 20;
  private static final Pattern OUTPUT = Pattern.compile("name=slow .* omem=(\\d+) ");

  private RunningCache cache;
  private PlainClient other;
  private PlainClient slow;
  private long most;

  @BeforeEach
  void start() throws IOException {
    cache = RunningCache.start();
    other = new PlainClient(cache.address());
    slow = new PlainClient(cache.address());
    assertThat(slow.ask("CLIENT SETNAME slow")).isEqualTo("+OK");
    other.ask("SETRANGE k " + (VALUE - 1) + " x");
  }

  @AfterEach
  void stop() throws IOException {
    other.close();
    slow.close();
    cache.close();
  }

  private void limit(String text) throws IOException {
    assertThat(other.ask("CONFIG SET client-output-buffer-limit '" + text + "'")).isEqualTo("+OK");
  }

  /** Whether the slow client is connected; notes how much waits for it. */
  private boolean isThere() throws IOException {
    Matcher waiting = OUTPUT.matcher(other.text("CLIENT LIST"));
    boolean there = waiting.find();
    if (there) {
      most = Math.max(most, Long.parseLong(waiting.group(1)));
    }
    return there;
  }

  private void untilGone() throws IOException {
    while (isThere()) {
      assertThat(other.ask("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void whoExceedsTheHardLimitIsClosedAtOnce() throws IOException {
    limit("normal 1mb 0 0");
    slow.send("GET k", "GET k", "GET k", "GET k");
    untilGone();
    assertThat(most).isLessThan(2 * VALUE);
    assertThat(slow.drain()).isLessThan(2 * VALUE);
  }

  @Test
  void whoExceedsTheSoftLimitIsClosedAfterItsTime() throws IOException {
    limit("normal 0 256kb 1");
    long begin = System.nanoTime();
    slow.send("GET k", "GET k", "GET k", "GET k");
    untilGone();
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(most).isLessThan(2 * VALUE);
    assertThat(slow.drain()).isLessThan(2 * VALUE);
  }

  @Test
  void whoTakesLargeRepliesInTimeIsNotSlow() throws IOException {
    limit("normal 0 256kb 1");
    for (int i = 0; i < 6; i++) {
      slow.send("GET k");
      String first = slow.line();
      other.ask("BLPOP nothing 0.4");
      assertThat(slow.bulk(first)).hasSize(VALUE);
    }
    assertThat(slow.ask("PING")).isEqualTo("+PONG");
  }

  @Test
  void withoutALimitItsRequestsAreNotRead() throws IOException {
    slow.send("GET k", "GET k", "GET k", "GET k", "GET k", "GET k");
    for (int i = 0; i < 200; i++) {
      assertThat(isThere()).isTrue();
    }
    assertThat(most).isLessThan(2 * VALUE);
    for (int i = 0; i < 6; i++) {
      assertThat(slow.bulk(slow.line())).hasSize(VALUE);
    }
  }

  @Test
  void whoDoesNotReadItsChannelIsClosedAtTheHardLimit() throws IOException {
    limit("pubsub 1mb 0 0");
    assertThat(slow.ask("SUBSCRIBE c")).isEqualTo("*3");
    untilNobodyListens();
    assertThat(most).isBetween(1L, 1L << 21);
    untilGone();
    assertThat(slow.drain()).isPositive();
  }

  @Test
  void whoDoesNotReadItsChannelIsClosedAfterTheTimeOfTheSoftLimit() throws IOException {
    limit("pubsub 0 128kb 1");
    assertThat(slow.ask("SUBSCRIBE c")).isEqualTo("*3");
    while (most <= 128 << 10) {
      other.ask("PUBLISH c " + "x".repeat(60_000));
      assertThat(isThere()).isTrue();
    }
    long begin = System.nanoTime();
    untilGone();
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(other.ask("PUBLISH c x")).isEqualTo(":0");
  }

  private void untilNobodyListens() throws IOException {
    String message = "PUBLISH c " + "x".repeat(60_000);
    while (other.ask(message).equals(":1")) {
      isThere();
    }
  }

  @Test
  void theLimitsAreToldAsRedisTellsThem() throws IOException {
    limit("replica 1kb 2 3 NORMAL 0 1mb 5");
    other.send("CONFIG GET client-output-buffer-limit");
    for (int i = 0; i < 3; i++) {
      other.line();
    }
    assertThat(other.bulk(other.line()))
        .isEqualTo("normal 0 1048576 5 slave 1024 2 3 pubsub 33554432 8388608 60");
    assertThat(other.ask("CONFIG SET client-output-buffer-limit 'normal 1'"))
        .endsWith("- Wrong number of arguments in buffer limit configuration.");
    assertThat(other.ask("CONFIG SET client-output-buffer-limit 'normal 1 x 1'"))
        .endsWith("- Error in hard, soft or soft_seconds setting in buffer limit configuration.");
    assertThat(other.ask("CONFIG SET client-output-buffer-limit 'master 1 1 1'"))
        .endsWith("- Invalid client class specified in buffer limit configuration.");
  }
}
